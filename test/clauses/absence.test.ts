import { expect, test } from "vitest";
import { onStack } from "#test/scenarios/stack.ts";

const { ask, as, at, see, command, inbox } = onStack("2026-11-23T10:30:00+08:00");

const change = async (staffId: string, fields: Record<string, unknown>) => {
  const { items } = (await as("admin")("GET", "/api/staff/directory/staff")).body;
  const person = items.find((each: { id: string }) => each.id === staffId);
  const kept = await as("admin")("PUT", `/api/staff/directory/staff/${staffId}`, { ...person, ...fields });
  expect(kept.status).toBe(200);
};

test("FIR-2 FIR-3 a limit never waits for somebody on leave: the case goes to the deputy, the first responder stays", async () => {
  const { number } = (await ask()).body;
  expect((await see("aysha", number)).body.caseworkerId).toBe("aysha");
  await change("aysha", { leave: [{ from: "2026-11-24", to: "2026-11-27" }], deputyId: "rena" });
  await at("2026-11-24T10:05:00+08:00");
  const relieved = (await see("rena", number)).body;
  expect(relieved).toMatchObject({ caseworkerId: "rena", firstResponderId: "aysha" });
  expect((await inbox("rena")).map((notice) => [notice.kind, notice.number])).toContainEqual(["handed-over", number]);
  expect((await command("rena", number, { type: "accept" })).status).toBe(200);
});

test("FIR-2 somebody who has left can do nothing any more, and what was theirs goes to the head", async () => {
  const { number } = (await ask({ office: "moyu" })).body;
  expect((await see("zhao-lei", number)).body.caseworkerId).toBe("zhao-lei");
  await change("zhao-lei", { active: false });
  expect((await see("zhao-lei", number)).status).toBe(403);
  await at("2026-11-24T10:15:00+08:00");
  expect((await see("kaisar", number)).body).toMatchObject({ caseworkerId: "kaisar", firstResponderId: "zhao-lei" });
});

test("FIR-5.6 an urgent report goes to whoever acts for an absent head", async () => {
  await change("kaisar", { leave: [{ from: "2026-11-24", to: "2026-11-24" }], deputyId: "chen-hao" });
  const { number } = (await ask({ office: "moyu", urgent: true })).body;
  await expect
    .poll(async () => (await inbox("chen-hao")).map((notice) => [notice.kind, notice.number]))
    .toContainEqual(["urgent", number]);
});

test("FIR-2 FIR-3 somebody who loses their post leaves their cases to the head, the first responder stays", async () => {
  const record = {
    channel: "visit",
    contactedStaff: ["rena"],
    office: "centre",
    subject: "提取",
    content: "提取公积金",
  };
  const citizen = { name: "某人", phone: "13900000001" };
  const visit = async () => {
    const headers = { "idempotency-key": `absence-${Math.random().toString(36).slice(2)}-visit` };
    return (await as("rena")("POST", "/api/staff/inquiries", { ...record, ...citizen }, headers)).body.number;
  };
  const number = await visit();
  await change("rena", { unitId: "office" });
  await at("2026-11-24T10:30:00+08:00");
  expect((await see("chen-hao", number)).body).toMatchObject({
    caseworkerId: "chen-hao",
    unitId: "withdrawal",
    firstResponderId: "rena",
  });
  await change("rena", { unitId: "withdrawal" });
  const second = await visit();
  await change("rena", { roles: ["administrator"] });
  await at("2026-11-24T10:35:00+08:00");
  expect((await see("chen-hao", second)).body.caseworkerId).toBe("chen-hao");
});

test("FIR-5.3 what the head of a department owed is owed by the new head", async () => {
  const { number } = (await ask()).body;
  const { caseworkerId } = (await see("gulinar", number)).body;
  await command(caseworkerId, number, { type: "refer", unitId: "credit", reason: "属贷款业务" });
  const { items } = (await as("admin")("GET", "/api/staff/directory/offices")).body;
  const centre = items.find((each: { id: string }) => each.id === "centre");
  const units = centre.units.map((unit: { id: string }) =>
    unit.id === "credit" ? { ...unit, headId: "admin" } : unit,
  );
  expect((await as("admin")("PUT", "/api/staff/directory/offices", { ...centre, units })).status).toBe(200);
  await at("2026-11-24T10:45:00+08:00");
  await at("2026-11-24T10:50:00+08:00");
  expect((await inbox("admin")).map((notice) => [notice.kind, notice.number])).toContainEqual(["handed-over", number]);
  expect((await command("admin", number, { type: "receiveReferral", caseworkerId: "liu-fang" })).status).toBe(200);
});

test("FIR-2 FIR-5.3 what a head owes is owed by the deputy while the head is on leave, and by the head again afterwards", async () => {
  const { number } = (await ask()).body;
  const { caseworkerId } = (await see("gulinar", number)).body;
  await command(caseworkerId, number, { type: "refer", unitId: "collection", reason: "属归集业务" });
  const handedOver = async (staffId: string) =>
    (await inbox(staffId)).filter((notice) => notice.number === number && notice.kind === "handed-over").length;
  await change("wang-min", { leave: [{ from: "2026-11-24", to: "2026-11-24" }], deputyId: "liu-fang" });
  await at("2026-11-24T10:55:00+08:00");
  expect([await handedOver("wang-min"), await handedOver("liu-fang")]).toEqual([1, 1]);
  await at("2026-11-25T10:00:00+08:00");
  expect([await handedOver("wang-min"), await handedOver("liu-fang")]).toEqual([2, 1]);
});
