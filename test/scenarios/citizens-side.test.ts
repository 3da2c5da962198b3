import { describe, expect, test } from "vitest";
import { freshKey, onStack } from "./stack.ts";

const actors = onStack("2026-11-24T10:30:00+08:00");
const { ask, call, command, see, track } = actors;

type Receipt = { number: string; secret: string };

const say = ({ number, secret }: Receipt, text: string, key = freshKey()) =>
  call("POST", `/api/inquiries/${number}/messages`, { text }, { "receipt-secret": secret, "idempotency-key": key });
const stepsOf = async (receipt: Receipt) =>
  (await track(receipt)).body.steps.map(({ what, unit, reason, grade }: Record<string, unknown>) =>
    [what, unit ?? reason ?? grade].filter((each) => each !== undefined).join(" "),
  );

test("a message that is sent again under its key because its answer was lost is told once; one under a new key is told", async () => {
  const { body: receipt } = await ask();
  const key = freshKey();
  await say(receipt, "材料我放在窗口了。", key);
  const again = await say(receipt, "材料我放在窗口了。", key);
  expect([again.status, again.body.messages.length]).toEqual([200, 1]);
  const later = await say(receipt, "还有一件事。");
  expect(later.body.messages.map(({ text }: { text: string }) => text)).toEqual(["材料我放在窗口了。", "还有一件事。"]);
});

test("a word behind a note in the box is told once under its key, too", async () => {
  const note = { category: "opinion", content: "叫号屏的字太小。" };
  const { body: receipt } = await call("POST", "/api/suggestions", note, { "idempotency-key": freshKey() });
  const key = freshKey();
  const more = () =>
    call(
      "POST",
      `/api/suggestions/${receipt.number}/messages`,
      { text: "在二号厅。" },
      { "receipt-secret": receipt.secret, "idempotency-key": key },
    );
  await more();
  expect((await more()).body.messages.length).toBe(1);
});

describe("the timeline", () => {
  test("tells every step that concerns the citizen, in order, and nothing of the centre's own hand-overs", async () => {
    const { body: receipt } = await ask({ serviceCode: "TQ-01" });
    const clerk = (await see("zhang-jianguo", receipt.number)).body.caseworkerId;
    const does = async (type: string, more: object = {}, by: string = clerk) => {
      const done = await command(by, receipt.number, { type, ...more });
      expect([type, done.status, done.body.detail]).toEqual([type, 200, undefined]);
    };
    const head = "wang-min";
    await does("accept");
    await does("pause", { code: "outside-review", explanation: "评估机构正在评估房屋，等其出具报告。" }, head);
    await does("resume", {}, head);
    await does("notifyMaterials", { missing: ["TQ-01-M1"] });
    await call("POST", `/api/inquiries/${receipt.number}/materials`, {}, { "receipt-secret": receipt.secret });
    await does("receiveMaterials", { received: ["TQ-01-M1"] });
    await does("complete", { text: "您好，已为您办好，款项明天到账，谢谢您的耐心。" });
    await call("POST", `/api/inquiries/${receipt.number}/rating`, { grade: 2 }, { "receipt-secret": receipt.secret });
    expect(await stepsOf(receipt)).toEqual([
      "accepted",
      "paused outside-review",
      "resumed",
      "materials-announced",
      "materials-complete",
      "closed",
      "rated 2",
      "follow-up",
    ]);
  });

  test("names the department a case was passed on to, and says that it ran over", async () => {
    const { body: receipt } = await ask();
    const seen = (await see("zhang-jianguo", receipt.number)).body;
    const units = (await call("GET", "/api/offices")).body.items[0].units as { id: string; name: { zh: string } }[];
    const other = units.find(({ id }) => id !== seen.unitId);
    const referred = await command(seen.caseworkerId, receipt.number, {
      type: "refer",
      unitId: other?.id,
      reason: "属该科职责，请其办理。",
    });
    expect(referred.status).toBe(200);
    await actors.at("2026-12-02T11:00:00+08:00");
    const steps = await stepsOf(receipt);
    expect(steps[0]).toBe(`referred ${other?.name.zh}`);
    expect(steps).toContain("escalated");
  });
});

test("a time the citizen chose is confirmed as their choice, with a date for people", async () => {
  await actors.at("2026-12-02T11:30:00+08:00");
  const slot = {
    officeId: "centre",
    desk: "7",
    startsAt: "2026-12-04T11:00:00+08:00",
    endsAt: "2026-12-04T11:30:00+08:00",
    place: "提取窗口",
    withId: "rena",
    capacity: 3,
  };
  const slotId = "centre~20261204T030000Z~7";
  await actors.as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(slotId)}`, slot);
  const { body: receipt } = await ask();
  const booked = await call(
    "POST",
    `/api/inquiries/${receipt.number}/appointment`,
    { slotId },
    { "receipt-secret": receipt.secret },
  );
  expect(booked.body.answers.at(-1).text).toMatch(/^已按您选的时间约好：2026年12月4日（星期五）11:00到提取窗口办理/);
});
