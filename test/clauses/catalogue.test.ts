import { expect, test } from "vitest";
import { onStack } from "#test/scenarios/stack.ts";

const { call } = onStack("2026-11-23T10:30:00+08:00");

test("SC-2 every business is published with procedure, department, materials, limit, basis and contact", async () => {
  const { items } = (await call("GET", "/api/services")).body;
  expect(items.length).toBeGreaterThan(20);
  for (const service of items) {
    expect(service.procedure.length).toBeGreaterThan(0);
    expect(service.departments[0].name.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(service.promised).toMatchObject({
      label: expect.any(String),
      basis: expect.any(String),
      status: expect.any(String),
    });
    expect(service.contact).toHaveProperty("phone");
  }
  const one = await call("GET", "/api/services/TQ-01");
  expect(one.body.materials.map((each: { id: string }) => each.id)).toContain("TQ-01-M1");
  expect((await call("GET", "/api/services/XX-99")).status).toBe(404);
});

test("SC-10 every form is free, and is seen without an account", async () => {
  const { items } = (await call("GET", "/api/services")).body;
  const fees = items.flatMap((service: { forms: { fee: number }[] }) => service.forms.map((form) => form.fee));
  expect(fees.length).toBeGreaterThan(15);
  expect(new Set(fees)).toEqual(new Set([0]));
});

test("SC-2 the API describes itself: every route of the contract, each with its answers", async () => {
  const { body } = await call("GET", "/api/openapi.json");
  expect(body.openapi).toBe("3.1.0");
  expect(body.paths["/api/inquiries"].post.requestBody.content["application/json"].schema.required).toContain(
    "subject",
  );
  expect(body.paths["/api/staff/inquiries/{number}/commands"].post.security).toEqual([{ staff: [] }]);
});
