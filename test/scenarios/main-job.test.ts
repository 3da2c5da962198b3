import { expect, test } from "vitest";
import { onStack } from "./stack.ts";

const { ask, track, see, command, inbox, at, call, as } = onStack("2026-11-23T10:30:00+08:00");

const noticesOf = async (staffId: string, number: string) =>
  (await inbox(staffId))
    .filter((notice) => notice.number === number)
    .map(({ kind, level, limit }) => [kind, limit?.kind, level]);

test("an inquiry over the web gets the officer on duty, a limit on the calendar, an answer and an outcome", async () => {
  const asked = await ask({ serviceCode: "TQ-01" });
  expect(asked.status).toBe(201);
  expect(asked.body.firstResponder).toMatchObject({ name: "阿依夏·买买提", reason: "on-duty", clause: "FIR-3" });
  expect(asked.body.limits).toMatchObject([
    { kind: "first-answer", dueOn: "2026-11-24" },
    { kind: "handling", dueOn: "2026-11-24", bound: "promise" },
  ]);
  const { number } = asked.body;
  const mine = await as("aysha")("GET", "/api/staff/inquiries?view=mine");
  expect(mine.body.items).toMatchObject([{ number, name: "阿***", stage: "registered" }]);

  expect((await command("aysha", number, { type: "accept" })).body.stage).toBe("accepted");
  const replied = await command("aysha", number, { type: "reply", text: "您好，请带身份证、银行卡、购房合同和发票。" });
  expect(replied.body.limits[0]).toMatchObject({ kind: "first-answer", state: "met" });
  const done = await command("aysha", number, { type: "complete", text: "已为您办好，款项明天到账。" });
  expect(done.body).toMatchObject({ stage: "closed", outcome: { outcome: "done" } });

  const tracked = await track(asked.body);
  expect(tracked.body.stage).toBe("closed");
  expect(tracked.body.answers.map((answer: { text: string }) => answer.text)).toEqual([
    "您好，请带身份证、银行卡、购房合同和发票。",
    "已为您办好，款项明天到账。",
  ]);
});

test("a visit names the highest rank among those who were asked, and says why", async () => {
  const recorded = await as("rena")(
    "POST",
    "/api/staff/inquiries",
    {
      channel: "visit",
      contactedStaff: ["rena", "chen-hao"],
      office: "centre",
      subject: "提取进度",
      content: "询问提取到哪一步",
      name: "王军",
      phone: "13900000002",
    },
    { "idempotency-key": "a-visit-at-the-counter-1" },
  );
  expect(recorded.status).toBe(201);
  expect(recorded.body.firstResponder).toMatchObject({ name: "陈浩", reason: "highest-rank" });
});

test("what nobody answers is reminded of, escalated to the head and then to the director, each once", async () => {
  const { number } = (await ask()).body;
  await at("2026-11-24T10:20:00+08:00");
  expect(await noticesOf("aysha", number)).toEqual([["reminder", "first-answer", 0]]);
  await at("2026-11-24T19:31:00+08:00");
  await at("2026-11-24T19:40:00+08:00");
  expect(await noticesOf("wang-min", number)).toEqual([["escalation", "first-answer", 1]]);
  expect(await noticesOf("zhang-jianguo", number)).toEqual([]);
  await at("2026-11-25T19:31:00+08:00");
  await at("2026-11-25T19:33:00+08:00");
  expect(await noticesOf("zhang-jianguo", number)).toEqual([["escalation", "first-answer", 2]]);
  expect(await noticesOf("wang-min", number)).toEqual([["escalation", "first-answer", 1]]);
  const seen = await see("wang-min", number);
  expect(seen.body.escalations.map((step: { level: number }) => step.level)).toEqual([0, 1, 2]);
});

test("an urgent inquiry is before the head within seconds, and before the director when nobody acknowledges it", async () => {
  const { number } = (await ask({ urgent: true })).body;
  const responder = (await see("zhang-jianguo", number)).body.firstResponderId;
  const head = responder === "rena" ? "chen-hao" : "wang-min";
  await expect
    .poll(() => noticesOf(head, number), { timeout: 5000 })
    .toContainEqual(["urgent", "acknowledge-urgent", undefined]);
  await at("2026-11-25T20:10:00+08:00");
  expect(await noticesOf("zhang-jianguo", number)).toContainEqual(["urgent", "acknowledge-urgent", 1]);
  const acknowledged = await command(head, number, { type: "acknowledgeUrgent" });
  expect(acknowledged.body.urgent).toMatchObject({ acknowledgedBy: head });
});

test("a message lost between the audit and its consumer is sent by the next sweep, and delivered once", async () => {
  await at("2026-11-26T10:05:00+08:00");
  const { number } = (await ask()).body;
  await call("POST", "/local/queues/escalations/pause");
  await at("2026-11-27T10:05:00+08:00");
  await call("POST", "/local/queues/escalations/purge");
  await call("POST", "/local/queues/escalations/resume");
  expect(await noticesOf("aysha", number)).toEqual([]);
  await at("2026-11-27T10:15:00+08:00");
  expect(await noticesOf("aysha", number)).toEqual([["reminder", "first-answer", 0]]);
  await at("2026-11-27T10:45:00+08:00");
  expect(await noticesOf("aysha", number)).toEqual([["reminder", "first-answer", 0]]);
});
