import { expect, test } from "vitest";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";

const actors = onStack("2026-11-23T10:30:00+08:00");
const { ask, track, command, as, see, inbox, call, at, later } = actors;

const record = (by: string, fields: Record<string, unknown>) =>
  as(by)("POST", "/api/staff/inquiries", { ...inquiry(), ...fields }, { "idempotency-key": freshKey() });

test("FIR-2 FIR-3 everybody who was asked can be first responder, the director included", async () => {
  const recorded = await record("rena", { channel: "visit", contactedStaff: ["rena", "zhang-jianguo"] });
  expect(recorded.body.firstResponder).toMatchObject({ name: "张建国", reason: "highest-rank" });
});

test("FIR-3 of two of equal rank the one asked first is responsible", async () => {
  const recorded = await record("rena", { channel: "visit", contactedStaff: ["chen-hao", "wang-min"] });
  expect(recorded.body.firstResponder).toMatchObject({ name: "陈浩", reason: "first-asked-of-equal-rank" });
});

test("FIR-3 a letter goes to the officer on duty, and to the next shift when nobody is", async () => {
  const now = await record("admin", { channel: "letter" });
  expect(now.body.firstResponder).toMatchObject({ name: "阿依夏·买买提", reason: "on-duty" });
  const branch = await record("zhao-lei", { channel: "hotline", office: "moyu" });
  expect(branch.body.firstResponder).toMatchObject({ name: "赵磊", reason: "on-duty" });
});

test("FIR-3 whoever wrote a hotline order down was not asked: the officer on duty is responsible", async () => {
  const order = await record("rena", { channel: "hotline", contactedStaff: ["rena"] });
  expect(order.body.firstResponder).toMatchObject({ name: "阿依夏·买买提", reason: "on-duty" });
});

test("FIR-3 the first responder stays who it was when the case moves on", async () => {
  const { number } = (await ask()).body;
  await command("aysha", number, { type: "accept" });
  await command("aysha", number, { type: "refer", unitId: "credit", reason: "属贷款业务" });
  const received = await command("liu-fang", number, { type: "receiveReferral" });
  expect([received.body.firstResponderId, received.body.caseworkerId]).toEqual(["aysha", "liu-fang"]);
});

test("FIR-4 SC-8 a case has a limit for its first answer, and its receipt greets and names who is responsible", async () => {
  const asked = await ask();
  expect(asked.body.acknowledgement).toMatch(/^您好，.*首问责任人：阿依夏/);
  expect(asked.body.limits[0]).toMatchObject({ kind: "first-answer", clause: "FIR-4" });
});

test("FIR-4.1 SC-8 SC-1 a refusal names the unmet condition, regulation, article and what would help", async () => {
  const { number, secret } = (await ask()).body;
  const bare = await command("aysha", number, { type: "decline", unmetCondition: "连续缴存未满六个月" });
  expect([bare.status, bare.body.code]).toEqual([400, "invalid"]);
  const declined = await command("aysha", number, {
    type: "decline",
    unmetCondition: "连续缴存未满六个月",
    regulation: "《和田地区住房公积金提取管理办法》",
    article: "第八条",
    explanation: "您的账户到明年二月满六个月，届时请带原材料来办，我们为您优先办理。",
  });
  expect(declined.body).toMatchObject({ stage: "closed", outcome: { outcome: "declined", article: "第八条" } });
  const [answer] = (await track({ number, secret })).body.answers;
  expect(answer.text).toContain(
    "对不起，您这件事因为不符《和田地区住房公积金提取管理办法》第八条规定不能给您办理，请多理解、多包涵、实在抱歉",
  );
});

test("FIR-4.2 FIR-5.3 SC-8 what belongs to another department is referred, received, handled and fed back to citizen and first responder", async () => {
  const { number, secret } = (await ask()).body;
  await command("aysha", number, { type: "refer", unitId: "credit", reason: "属贷款业务" });
  expect((await command("liu-fang", number, { type: "receiveReferral" })).body.limits).toContainEqual(
    expect.objectContaining({ kind: "handle-referral", state: "running" }),
  );
  const tooSoon = await command("liu-fang", number, { type: "complete", text: "已办好。" });
  expect([tooSoon.body.code, tooSoon.body.clause]).toEqual(["feedback-owed", "FIR-5.3"]);
  const fedBack = await command("liu-fang", number, {
    type: "giveFeedback",
    outcome: "done",
    text: "您好，贷款结清证明已开好，请到信贷科5号窗口领取。",
  });
  expect(fedBack.body).toMatchObject({ stage: "concluded", caseworkerId: "aysha" });
  await expect.poll(async () => (await inbox("aysha")).map((notice) => notice.kind)).toContain("feedback");
  expect((await track({ number, secret })).body.answers.at(-1).text).toContain("信贷科5号窗口");
  expect((await command("aysha", number, { type: "close" })).body.stage).toBe("closed");
});

test("FIR-5.3 FIR-5.4 a returned referral is not sent there again: the superior decides", async () => {
  const { number } = (await ask()).body;
  await command("aysha", number, { type: "refer", unitId: "withdrawal", reason: "提取问题" });
  await command("chen-hao", number, { type: "returnReferral", reason: "实为转移业务，属归集科" });
  const again = await command("aysha", number, { type: "refer", unitId: "withdrawal", reason: "再转" });
  expect([again.status, again.body.code, again.body.clause]).toEqual([409, "refer-again", "FIR-5.4"]);
  expect((await command("aysha", number, { type: "consult", question: "归集还是提取？" })).body.stage).toBe(
    "consulted",
  );
});

test("FIR-5.4 FIR-7 the superior designates one lead and those who assist; each answers, the lead closes", async () => {
  const { number } = (await ask()).body;
  await command("aysha", number, { type: "consult", question: "涉及提取和贷款，请指定主办" });
  const designated = await command("wang-min", number, {
    type: "designate",
    leadUnitId: "withdrawal",
    leadId: "rena",
    assistingUnitIds: ["credit"],
    reason: "以提取为主",
  });
  expect(designated.body).toMatchObject({ caseworkerId: "rena", stage: "accepted" });
  const early = await command("rena", number, { type: "complete", text: "您好，已为您办好。" });
  expect([early.body.code, early.body.clause]).toEqual(["assistance-owed", "FIR-7"]);
  await command("liu-fang", number, { type: "assist", text: "贷款余额已核实，无欠款。" });
  const done = await command("rena", number, { type: "complete", text: "您好，已为您办好提取，贷款余额也已核实。" });
  expect(done.body).toMatchObject({ stage: "closed", firstResponderId: "aysha" });
});

test("FIR-5 nothing is closed without an answer and an outcome", async () => {
  const { number } = (await ask()).body;
  const silent = await command("aysha", number, { type: "complete" });
  expect([silent.status, silent.body.code, silent.body.clause]).toEqual([409, "answer-owed", "FIR-5"]);
  expect((await see("aysha", number)).body).toMatchObject({ stage: "registered", version: 1 });
});

test("FIR-5.5 FIR-6 what is not the centre's is explained and introduced to a body with address and telephone", async () => {
  const { number, secret } = (await ask()).body;
  const unknown = await command("aysha", number, {
    type: "redirect",
    outsideBodyId: "somewhere",
    explanation: "请到那里。",
  });
  expect([unknown.body.code, unknown.body.clause]).toEqual(["unknown-outside-body", "FIR-5.5"]);
  const redirected = await command("aysha", number, {
    type: "redirect",
    outsideBodyId: "real-estate-registry",
    explanation: "请带身份证和购房合同。",
  });
  expect(redirected.body).toMatchObject({ stage: "closed", outcome: { outcome: "redirected" } });
  const [answer] = (await track({ number, secret })).body.answers;
  expect(answer.text).toMatch(/不动产登记中心.*地址：.*电话：12345/);
});

test("FIR-5.6 an urgent matter reported later reaches the head at once and is acknowledged", async () => {
  const { number } = (await ask()).body;
  await command("aysha", number, { type: "reportUrgent", reason: "开发商今天截止" });
  await expect
    .poll(async () => (await inbox("wang-min")).map((notice) => [notice.kind, notice.number]))
    .toContainEqual(["urgent", number]);
  const acknowledged = await command("wang-min", number, { type: "acknowledgeUrgent" });
  expect(acknowledged.body.limits).toContainEqual(
    expect.objectContaining({ kind: "acknowledge-urgent", state: "met" }),
  );
});

test("FIR-6 SC-4 a brush-off can't be sent; a doubtful wording is sent only when its writer stands by it, and that is recorded", async () => {
  const { number } = (await ask()).body;
  const blocked = await command("aysha", number, { type: "reply", text: "这个我不知道，不归我管。" });
  expect([blocked.status, blocked.body.code, blocked.body.clause]).toEqual([422, "reply-blocked", "FIR-6"]);
  expect(blocked.body.findings[0]).toMatchObject({ phrase: expect.any(String), proposal: expect.any(String) });
  const dodged = await command("aysha", number, { type: "reply", text: "不 知　道" });
  expect(dodged.body.code).toBe("reply-blocked");
  const text = "不好意思，具体标准我不清楚，我马上联系信贷科核实后回复您。";
  expect((await command("aysha", number, { type: "reply", text })).body.code).toBe("reply-needs-confirmation");
  const sent = await command("aysha", number, { type: "reply", text, confirmed: true });
  expect(sent.status).toBe(200);
  expect(
    (await as("aysha")("POST", "/api/staff/replies/check", { text: "您若不清楚流程，我们可以为您说明。" })).body
      .verdict,
  ).toBe("ok");
});

test("SC-3 what can be done at once is done on the spot; a bad rating opens a follow-up by the head", async () => {
  const { number, secret } = (await ask()).body;
  expect((await command("aysha", number, { type: "complete", text: "您好，已当场为您办好。" })).body.stage).toBe(
    "closed",
  );
  const rated = await call("POST", `/api/inquiries/${number}/rating`, { grade: 1 }, { "receipt-secret": secret });
  expect(rated.body).toMatchObject({ stage: "follow-up", rating: 1 });
  const again = await call("POST", `/api/inquiries/${number}/rating`, { grade: 5 }, { "receipt-secret": secret });
  expect(again.status).toBe(409);
  await later("PT4M");
  expect((await inbox("wang-min")).map((notice) => notice.kind)).toContain("bad-rating");
  const closed = await command("wang-min", number, {
    type: "followUp",
    text: "您好，刚才让您久等了，已为您重新核对，谢谢您的批评。",
  });
  expect(closed.body.stage).toBe("closed");
});

test("SC-3 FIR-5 a message on a closed case takes it up again on a limit of its own", async () => {
  const { number, secret } = (await ask()).body;
  await command("aysha", number, { type: "complete", text: "您好，已办好。" });
  const message = await call(
    "POST",
    `/api/inquiries/${number}/messages`,
    { text: "还没有到账" },
    { "receipt-secret": secret },
  );
  expect(message.body).toMatchObject({ stage: "accepted" });
  expect(message.body.limits).toContainEqual(expect.objectContaining({ kind: "reopened", state: "running" }));
});

test("SC-5 SC-1 every business is due by the earlier of promise and statute, extended once, by a head, within the statute", async () => {
  const { number } = (await ask({ serviceCode: "TQ-02" })).body;
  const limit = (await see("aysha", number)).body.limits.find((each: { kind: string }) => each.kind === "handling");
  expect(limit).toMatchObject({ dueOn: "2026-11-26", bound: "promise" });
  const byOfficer = await command("aysha", number, { type: "extend", amount: 1, reason: "需核查" });
  expect([byOfficer.status, byOfficer.body.clause]).toEqual([403, "SC-5"]);
  const over = await command("wang-min", number, { type: "extend", amount: 1, reason: "需核查" });
  expect([over.status, over.body.code, over.body.clause]).toEqual([422, "statute-forbids", "SC-1"]);
  const other = (await ask({ serviceCode: "DK-03" })).body.number;
  const extended = await command("wang-min", other, { type: "extend", amount: 2, reason: "等待银行对账" });
  expect(extended.body.limits).toContainEqual(expect.objectContaining({ kind: "handling", dueOn: "2026-12-02" }));
  const twice = await command("wang-min", other, { type: "extend", amount: 1, reason: "再等" });
  expect(twice.body.code).toBe("already-extended");
});

test("SC-5 the clock is stopped by a head for a reason of the rules, and goes on with what was left", async () => {
  const { number } = (await ask({ serviceCode: "DK-01" })).body;
  await command("aysha", number, { type: "accept" });
  const why = await command("wang-min", number, { type: "pause", code: "lunch", explanation: "午休" });
  expect([why.body.code, why.body.clause]).toEqual(["unknown-pause-reason", "SC-5"]);
  const paused = await command("wang-min", number, {
    type: "pause",
    code: "outside-review",
    explanation: "等待评估报告",
  });
  expect(paused.body).toMatchObject({ stage: "paused" });
  await at("2026-11-25T10:30:00+08:00");
  const resumed = await command("aysha", number, { type: "resume" });
  const limit = resumed.body.limits.find((each: { kind: string }) => each.kind === "handling");
  expect(limit.pauses).toMatchObject([{ reason: "outside-review", from: expect.any(String), to: expect.any(String) }]);
  expect(limit.dueOn).toBe("2026-12-09");
});

test("SC-4 SC-8 one written notice lists everything missing, stops the clock, and is not given twice without a new fact", async () => {
  const { number, secret } = (await ask({ serviceCode: "DK-03" })).body;
  const foreign = await command("aysha", number, { type: "notifyMaterials", missing: ["TQ-01-M1"] });
  expect([foreign.body.code, foreign.body.clause]).toEqual(["not-on-checklist", "SC-4"]);
  const checklist = (await call("GET", "/api/services/DK-03")).body.materials.map((each: { id: string }) => each.id);
  const notified = await command("aysha", number, { type: "notifyMaterials", missing: checklist });
  expect(notified.body).toMatchObject({ stage: "awaiting-materials" });
  expect(notified.body.limits).toContainEqual(expect.objectContaining({ kind: "handling", state: "paused" }));
  const seen = (await track({ number, secret })).body;
  expect(seen.notices[0].materials).toHaveLength(checklist.length);
  expect(seen.answers.at(-1).text).toContain("请您提供这些资料，齐了后我立即给您办");
  const announced = await call("POST", `/api/inquiries/${number}/materials`, {}, { "receipt-secret": secret });
  expect(announced.body.limits).toContainEqual(
    expect.objectContaining({ kind: "confirm-materials", state: "running" }),
  );
  const received = await command("aysha", number, { type: "receiveMaterials", received: checklist });
  expect(received.body.limits).toContainEqual(expect.objectContaining({ kind: "handling", state: "running" }));
  const second = await command("aysha", number, { type: "notifyMaterials", missing: checklist.slice(0, 1) });
  expect([second.status, second.body.code, second.body.clause]).toEqual([409, "second-notice", "SC-4"]);
  await command("aysha", number, { type: "notifyMaterials", missing: checklist.slice(0, 1), newFact: "合同主体变更" });
  await at("2026-11-25T10:45:00+08:00");
  expect((await inbox("gulinar")).map((notice) => notice.kind)).toContain("second-notice");
});
