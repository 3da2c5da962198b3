import { describe, expect, test } from "vitest";
import { freshKey, inquiry, onStack } from "#test/scenarios/stack.ts";

const { ask, track, command, as, call, later } = onStack("2026-11-23T10:30:00+08:00");

interface Day {
  readonly receive: () => Promise<{ body: { number: string; secret: string; firstResponder: { name: string } } }>;
  readonly responder: string;
  readonly name: string;
}

const recorded = (by: string, fields: Record<string, unknown>) => () =>
  as(by)("POST", "/api/staff/inquiries", { ...inquiry(), ...fields }, { "idempotency-key": freshKey() });

/** How each channel comes in, and who is responsible for it on a Monday morning. */
const channels: Record<"web" | "visit" | "phone" | "fax" | "letter" | "hotline", Day> = {
  web: { receive: () => ask(), responder: "aysha", name: "阿依夏·买买提" },
  visit: {
    receive: recorded("rena", { channel: "visit", contactedStaff: ["rena"] }),
    responder: "rena",
    name: "热娜·图尔荪",
  },
  phone: {
    receive: recorded("rena", { channel: "phone", contactedStaff: ["rena"] }),
    responder: "rena",
    name: "热娜·图尔荪",
  },
  fax: {
    receive: recorded("zhao-lei", { channel: "fax", office: "moyu", contactedStaff: ["zhao-lei"] }),
    responder: "zhao-lei",
    name: "赵磊",
  },
  letter: { receive: recorded("admin", { channel: "letter" }), responder: "aysha", name: "阿依夏·买买提" },
  hotline: {
    receive: recorded("gulinar", { channel: "hotline", office: "moyu" }),
    responder: "zhao-lei",
    name: "赵磊",
  },
};

describe("FIR-3 FIR-5 SC-3 a day in the life of each channel, from first contact to rating", () => {
  test.each(Object.entries(channels))("%s", async (channel, { receive, responder, name }) => {
    const received = (await receive()).body;
    expect(received.firstResponder.name).toBe(name);
    const { number } = received;

    expect((await command(responder, number, { type: "accept" })).body).toMatchObject({ channel, stage: "accepted" });
    const replied = await command(responder, number, {
      type: "reply",
      text: "您好，正在为您核对缴存记录，今天下午答复您。",
    });
    expect(replied.body.answers.at(-1).via).toBe(
      { web: "portal", visit: "counter", phone: "phone", fax: "fax", letter: "letter", hotline: "phone" }[channel],
    );
    await later("PT5M");
    const done = await command(responder, number, { type: "complete", text: "您好，已为您办好，谢谢。" });
    expect(done.body).toMatchObject({ stage: "closed", outcome: { outcome: "done" } });

    const rated = await call(
      "POST",
      `/api/inquiries/${number}/rating`,
      { grade: 5, comment: "很好" },
      { "receipt-secret": received.secret },
    );
    expect(rated.body).toMatchObject({ stage: "closed", rating: 5 });
    const seen = (await track(received)).body;
    expect(
      seen.limits.every((limit: { state: string; overdue: boolean }) => limit.state !== "running" && !limit.overdue),
    ).toBe(true);
    expect(seen.answers).toHaveLength(2);
  });
});
