import { afterAll, beforeAll, expect, test } from "vitest";
import { type LocalStack, startLocalStack } from "#infra/local/stack.ts";

let stack: LocalStack;
beforeAll(async () => {
  stack = await startLocalStack({ demo: "cases" });
}, 120_000);
afterAll(() => stack.stop());

const ask = async (path: string, staffId: string) => {
  const answer = await fetch(stack.url + path, { headers: { authorization: `Bearer ${await stack.token(staffId)}` } });
  return { status: answer.status, body: (await answer.json()) as { items?: unknown[]; name?: string } };
};

test("the system starts from its own template and takes the demo data", async () => {
  expect((await fetch(`${stack.url}/api/healthz`)).status).toBe(200);
  expect(await ask("/api/staff/me", "aysha")).toMatchObject({ status: 200, body: { name: "阿依夏·买买提" } });
  expect((await ask("/api/staff/inquiries?view=mine", "zhao-lei")).body.items).toHaveLength(2);
});

test("an overdue case is escalated into the head's inbox when the clock is moved", async () => {
  const { ran, underWay } = await stack.moveClock({ advance: "P5D" });
  expect(ran).toEqual(["deadline-audit-every-minute"]);
  expect(underWay).toEqual([]);
  expect((await ask("/api/staff/inbox", "kaisar")).body.items).not.toHaveLength(0);
});
