import { describe, expect, test } from "vitest";
import { auditDeadlines } from "#functions/audit-deadlines/audit-deadlines.ts";
import { deliverNotice } from "#functions/deliver-notice/deliver-notice.ts";
import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import { openSuspected } from "#shared/cases/open-suspected.ts";
import { settle } from "#shared/cases/settle.ts";
import { takeIn } from "#shared/cases/take-in.ts";
import { handOver } from "#shared/domain/inquiry/hand-over.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { centre, granted } from "#test/fakes/centre.ts";

const NOW = "2026-11-23T02:00:00.000Z";
const LATER = "2026-12-10T02:00:00.000Z";

const ask = (at: ReturnType<typeof centre>) =>
  takeIn(
    { channel: "web", office: "centre", subject: "提取", content: "要带什么？", name: "王军", phone: "13900000002" },
    { idempotencyKey: "an inquiry", now: NOW },
    at.ports,
  );

const suspected = (at: ReturnType<typeof centre>) =>
  at.ports.conduct
    .all()
    .flatMap(({ record }) => record.cases)
    .map(({ category, source }) => `${category} ${"limitKind" in source ? source.limitKind : source.kind}`)
    .sort();

const both = ["no-answer first-answer", "overdue handling"];

describe("the breach of a limit opens one suspected breach", () => {
  test("however often the audit runs and messages are delivered", async () => {
    const at = centre();
    granted(await ask(at));
    for (let turn = 0; turn < 3; turn += 1) await at.sweep(LATER);
    expect(suspected(at)).toEqual(both);
    const texts = at.ports.conduct.all().flatMap(({ document }) => Object.values(document.texts));
    expect(texts.map(({ body }) => body)).toContainEqual(expect.stringContaining("“首次答复”应于2026-11-24前完成"));
  });

  test("also when the function dies between opening it and ticking the notice off", async () => {
    const at = centre();
    granted(await ask(at));
    await auditDeadlines(LATER, () => true, at.ports);
    const [stored] = at.ports.inquiries.all();
    const killed = { ...at.ports.inquiries, save: () => Promise.reject(new Error("killed")) };
    for (const { id } of stored?.inquiry.outbox ?? []) {
      const reference = { kind: "inquiry", number: stored?.number ?? "", noticeId: id } as const;
      await expect(deliverNotice(reference, LATER, { ...at.ports, inquiries: killed })).rejects.toThrow("killed");
    }
    await at.sweep(LATER);
    expect(suspected(at)).toEqual(both);
  });

  test("of whoever owned it at that moment, although the case is somebody else's by now", async () => {
    const at = centre();
    granted(await ask(at));
    const owner = at.ports.inquiries.all()[0]?.inquiry.caseworkerId;
    await auditDeadlines(LATER, () => true, at.ports);
    const known = await at.ports.directory.everybody();
    await settle(
      { kind: "inquiry", store: at.ports.inquiries, fold },
      at.ports.inquiries.all()[0]?.number ?? "",
      (inquiry) => granted(handOver(inquiry, "rena", "reassigned", contextOf(known, "centre", LATER))),
      bySystem(LATER, "reassign"),
      at.ports,
    );
    await at.deliverAll(LATER);
    expect(at.ports.conduct.all().map(({ staffId }) => staffId)).toEqual([owner]);
  });

  test("and tells the office once", async () => {
    const at = centre();
    granted(await ask(at));
    for (const minute of ["00", "03", "06", "30"]) await at.sweep(LATER.replace("02:00:00", `02:${minute}:00`));
    const told = [...at.inboxOf("gulinar"), ...at.inboxOf("zhang-jianguo")].filter(
      (notice) => notice.kind === "suspected-breach",
    );
    expect(told.length).toBe(2);
  });
});

test("the same source asked for many times at once is one case", async () => {
  const at = centre();
  const known = await at.ports.directory.everybody();
  const about = {
    staffId: "rena",
    unitId: "withdrawal",
    category: "overdue",
    source: { kind: "office" },
    facts: "事实",
    key: "one source",
  } as const;
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () =>
      openSuspected(about, contextOf(known, "centre", NOW), bySystem(NOW, "suspect"), at.ports),
    ),
  );
  const ids = new Set(outcomes.map((outcome) => (outcome === "full" ? "full" : outcome.id)));
  expect([ids.size, suspected(at).length]).toEqual([1, 1]);
});
