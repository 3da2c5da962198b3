import { afterAll, beforeAll, expect, test } from "vitest";
import { contacts, inquiries, suggestions } from "#infra/local/demo-cases.ts";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";
import { RecordContactRequest, RegisterInquiryRequest } from "#shared/contracts/inquiry.ts";
import { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ demo: "directory" });
}, 120_000);
afterAll(() => stack.stop());

const ask = async (path: string, staffId: string, body?: unknown) => {
  const answer = await fetch(stack.url + path, {
    headers: {
      authorization: `Bearer ${await stack.token(staffId)}`,
      "content-type": "application/json",
      "idempotency-key": "own-template-test-1",
    },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as { items?: unknown[]; name?: string } };
};

test("the system starts from its own template and takes the demo directory", async () => {
  expect((await fetch(`${stack.url}/api/healthz`)).status).toBe(200);
  expect(await ask("/api/staff/me", "aysha")).toMatchObject({ status: 200, body: { name: "阿依夏·买买提" } });
});

test("an overdue case is escalated into the head's inbox when the clock is moved", async () => {
  expect((await ask("/api/staff/inquiries", "zhao-lei", contacts[1]?.contact)).status).toBe(201);
  const { ran, underWay } = await stack.moveClock({ advance: "P5D" });
  expect(ran).toContain("deadline-audit-every-minute");
  expect(underWay).toEqual([]);
  expect((await ask("/api/staff/inbox", "kaisar")).body.items).not.toHaveLength(0);
});

test("every demo case keeps to the contract", () => {
  for (const inquiry of inquiries) expect(RegisterInquiryRequest.parse(inquiry)).toEqual(inquiry);
  for (const { contact } of contacts) expect(RecordContactRequest.parse(contact)).toEqual(contact);
  for (const suggestion of suggestions) expect(SubmitSuggestionRequest.parse(suggestion)).toEqual(suggestion);
});
