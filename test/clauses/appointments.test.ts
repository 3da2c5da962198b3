import { beforeAll, expect, test } from "vitest";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";

const { ask, track, command, as, call, at, inbox } = onStack("2026-11-23T10:30:00+08:00");

const slot = (desk: string, day: string, capacity = 1) => ({
  officeId: "centre",
  desk,
  startsAt: `${day}T11:00:00+08:00`,
  endsAt: `${day}T11:30:00+08:00`,
  place: `${desk}号窗口`,
  withId: "rena",
  capacity,
});
const idOf = ({ desk, startsAt }: { desk: string; startsAt: string }) =>
  `centre~${startsAt.slice(0, 10).replaceAll("-", "")}T030000Z~${desk}`;

const [first, second, third] = [slot("1", "2026-11-24"), slot("2", "2026-11-24"), slot("3", "2026-11-25", 2)];

beforeAll(async () => {
  for (const each of [first, second, third]) {
    const kept = await as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(idOf(each))}`, each);
    expect(kept.status).toBe(200);
  }
});

const freeSlots = async () =>
  (await call("GET", "/api/appointments/slots?office=centre&from=2026-11-24")).body.items.map(
    (each: { slotId: string; free: number }) => [each.slotId, each.free],
  );

test("FIR-5.1 what can't be done now is appointed: time, place, person, what to bring; the slot is taken and the clock waits", async () => {
  expect(await freeSlots()).toEqual([
    [idOf(first), 1],
    [idOf(second), 1],
    [idOf(third), 2],
  ]);
  const { number, secret } = (await ask({ serviceCode: "TQ-02" })).body;
  const appointed = await command("aysha", number, {
    type: "appoint",
    slotId: idOf(first),
    bring: ["身份证", "购房合同"],
  });
  expect(appointed.body).toMatchObject({ stage: "appointed", appointment: { place: "1号窗口", with: "热娜·图尔荪" } });
  expect(appointed.body.limits).toContainEqual(expect.objectContaining({ kind: "appointment", state: "running" }));
  expect(appointed.body.limits).toContainEqual(expect.objectContaining({ kind: "handling", state: "paused" }));
  expect(await freeSlots()).toEqual([
    [idOf(second), 1],
    [idOf(third), 2],
  ]);

  const other = (await ask()).body.number;
  const taken = await command("aysha", other, { type: "appoint", slotId: idOf(first) });
  expect([taken.status, taken.body.code, taken.body.clause]).toEqual([409, "slot-taken", "FIR-5.1"]);

  const moved = await call(
    "POST",
    `/api/inquiries/${number}/appointment`,
    { slotId: idOf(second) },
    { "receipt-secret": secret },
  );
  expect(moved.body.appointment).toMatchObject({ place: "2号窗口", state: "booked" });
  expect(await freeSlots()).toEqual([
    [idOf(first), 1],
    [idOf(third), 2],
  ]);

  const early = await command("rena", number, { type: "keepAppointment" });
  expect(early.body.code).toBe("appointment-not-yet");
  await at("2026-11-24T11:20:00+08:00");
  const kept = await command("rena", number, { type: "keepAppointment" });
  expect(kept.body).toMatchObject({ stage: "accepted", appointment: { state: "kept" } });
  expect((await track({ number, secret })).body.limits).toContainEqual(
    expect.objectContaining({ kind: "handling", state: "running", dueOn: "2026-11-27" }),
  );
});

test("FIR-5.1 an appointment cancelled by the citizen gives its place back; one nobody records is escalated", async () => {
  const { number, secret } = (await ask()).body;
  const booked = await call(
    "POST",
    `/api/inquiries/${number}/appointment`,
    { slotId: idOf(third) },
    { "receipt-secret": secret },
  );
  expect(booked.body.stage).toBe("appointed");
  const cancelled = await call(
    "POST",
    `/api/inquiries/${number}/appointment`,
    { cancel: true },
    { "receipt-secret": secret },
  );
  expect(cancelled.body).toMatchObject({ stage: "accepted", appointment: { state: "cancelled" } });
  expect(await freeSlots()).toEqual([[idOf(third), 2]]);
});

test("FIR-5.2 FIR-3 whoever took the call carries the appointment out, whatever desk it is at", async () => {
  const recorded = await as("rena")(
    "POST",
    "/api/staff/inquiries",
    { ...inquiry(), channel: "phone", contactedStaff: ["aysha"] },
    { "idempotency-key": freshKey() },
  );
  const { number } = recorded.body;
  const appointed = await command("aysha", number, { type: "appoint", slotId: idOf(third) });
  expect(appointed.body.appointment.with).toBe("阿依夏·买买提");
  await at("2026-11-26T19:40:00+08:00");
  expect(
    (await inbox("wang-min")).filter((notice) => notice.number === number && notice.limit?.kind === "appointment"),
  ).toMatchObject([{ kind: "escalation", level: 1 }]);
  const missed = await command("aysha", number, { type: "missAppointment", by: "citizen" });
  expect(missed.body).toMatchObject({ stage: "accepted", appointment: { state: "missed" } });
});
