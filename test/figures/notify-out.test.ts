import { describe, expect, test } from "vitest";
import { notifyOut } from "#functions/notify-out/notify-out.ts";
import { offices, outsideBodies, staff } from "#infra/local/demo-directory.ts";
import { goesOut, outwardText } from "#shared/domain/outward/outward.ts";
import type { InboxNotice } from "#shared/ports/inbox.ts";
import type { OutwardMessage, OutwardReference, OutwardTarget } from "#shared/ports/outward.ts";

const notice: InboxNotice = {
  recipientId: "wang-min",
  key: "2026-11-02T01:00:00.000Z QABCD-EFGHJ handling.1:1",
  kind: "escalation",
  number: "QABCD-EFGHJ",
  subject: "阿卜杜拉的购房提取",
  clause: "SC-5",
  level: 1,
  limit: { kind: "handling", dueOn: "2026-11-02", dueAt: "2026-11-02T11:30:00.000Z" },
  deliveredAt: "2026-11-02T11:31:00.000Z",
};

/** Inbox, queue and places to tell, as they are after each attempt. */
function world(targets: readonly Pick<OutwardTarget, "name" | "kinds">[], broken: readonly string[] = []) {
  const inbox = new Map<string, InboxNotice>([[notice.key, notice]]);
  const queued: OutwardReference[] = [];
  const told: { readonly target: string; readonly message: OutwardMessage }[] = [];
  const ports = {
    inbox: {
      find: async (_recipientId: string, key: string) => inbox.get(key),
      deliver: async (given: InboxNotice) => {
        const at = `${given.recipientId} ${given.key}`;
        if (!inbox.has(at)) inbox.set(at, given);
      },
    },
    directory: { everybody: async () => ({ offices, staff, outsideBodies, roster: [], calendarYears: {} }) },
    targets: {
      all: async () =>
        targets.map((target) => ({
          ...target,
          tell: async (message: OutwardMessage) => {
            if (broken.includes(target.name)) throw new Error("refused");
            told.push({ target: target.name, message });
          },
        })),
    },
    queue: { send: async (references: readonly OutwardReference[]) => void queued.push(...references) },
    digest: (text: string) => `digest-${text.length}`,
  };
  const attempt = (target?: string, last = false) =>
    notifyOut(
      { recipientId: "wang-min", key: notice.key, ...(target !== undefined && { target }) },
      { now: "2026-11-02T11:32:00.000Z", portal: "https://gjj.example.cn/staff/", last },
      ports,
    );
  return { inbox, queued, told, attempt };
}

test("a message without a target becomes one for each place that wants this kind", async () => {
  const { attempt, queued } = world([
    { name: "a" },
    { name: "b", kinds: ["urgent"] },
    { name: "c", kinds: ["escalation"] },
  ]);
  await attempt();
  expect(queued.map(({ target }) => target)).toEqual(["a", "c"]);
});

test("what is told names number, kind, limit and link, and no person or subject", async () => {
  const { attempt, told } = world([{ name: "a" }]);
  await attempt("a");
  expect(told.map(({ message }) => message.text)).toEqual([
    "【首问】超时上报（第1级）\n编号：QABCD-EFGHJ\n时限：2026-11-02 19:30\n请登录工作台查看：https://gjj.example.cn/staff/#/case/QABCD-EFGHJ",
  ]);
  expect(JSON.stringify(told)).not.toMatch(/阿卜杜拉|提取|wang-min/);
});

describe("a place that is down", () => {
  test("makes the attempt fail, so that the queue tries again, and is not reported yet", async () => {
    const { attempt, inbox } = world([{ name: "a" }], ["a"]);
    await expect(attempt("a")).rejects.toThrow("refused");
    expect(inbox.size).toBe(1);
  });

  test("is reported to the office once after the last attempt, however often that is made", async () => {
    const { attempt, inbox } = world([{ name: "a" }], ["a"]);
    await expect(attempt("a", true)).rejects.toThrow("refused");
    await expect(attempt("a", true)).rejects.toThrow("refused");
    const reports = [...inbox.values()].filter(({ kind }) => kind === "delivery-failed");
    expect(reports).toMatchObject([{ recipientId: "gulinar", number: "QABCD-EFGHJ", subject: "对外通知未送达：a" }]);
  });

  test("does not keep the others from being told", async () => {
    const { attempt, told } = world([{ name: "a" }, { name: "b" }], ["a"]);
    await expect(attempt("a")).rejects.toThrow("refused");
    await attempt("b");
    expect(told.map(({ target }) => target)).toEqual(["b"]);
  });
});

test.each([
  ["a place that is not told any more", "gone"],
  ["a notice that is not there", "a"],
])("a message for %s changes nothing", async (what, target) => {
  const { attempt, told, inbox } = world([{ name: "a" }]);
  if (what.startsWith("a notice")) inbox.clear();
  expect([await attempt(target), told]).toEqual(["nothing-owed", []]);
});

test.each<[string, InboxNotice["kind"], string, boolean]>([
  ["an urgent report", "urgent", "QABCD-EFGHJ", true],
  ["an escalation of an inquiry", "escalation", "QABCD-EFGHJ", true],
  ["the weekly digest", "digest", "2026-W44", true],
  ["a reminder", "reminder", "QABCD-EFGHJ", false],
  ["an escalation of a complaint", "escalation", "SABCD-EFGHJ", false],
  ["an escalation of a conduct case", "escalation", "Qiao-li~K1", false],
  ["a suspected breach", "suspected-breach", "rena", false],
  ["a failed delivery, which would go round in circles", "delivery-failed", "QABCD-EFGHJ", false],
])("%s is told outside or stays inside", (_what, kind, number, expected) => {
  expect(goesOut({ kind, number })).toBe(expected);
});

test("without a portal address the text says where to look in words", () => {
  expect(outwardText({ kind: "digest", number: "2026-W44" }, "")).toBe(
    "【首问】督办周报已生成\n周次：2026-W44\n请登录工作台查看。",
  );
});
