import { countedUnits, type FigureSources, figuresOfUnits } from "#shared/cases/figure-units.ts";
import { eachOf } from "#shared/cases/gather-figures.ts";
import type { KeptDigest } from "#shared/contracts/figures.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { type Calendar, missingYears } from "#shared/domain/calendar.ts";
import { directorOf, supervisorsOf } from "#shared/domain/directory.ts";
import { weekBefore } from "#shared/domain/figures/periods.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { FiguresStore } from "#shared/ports/figures-store.ts";
import type { Inbox } from "#shared/ports/inbox.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";

const MOST_OVERDUE = 50;

interface Ports extends FigureSources {
  readonly inquiries: Pick<InquiryStore, "list">;
  readonly figures: Pick<FiguresStore, "month" | "addDigest" | "digest" | "conduct">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly inbox: Pick<Inbox, "deliver">;
}

/**
 * Writes what the last week brought, once, and tells the director and the supervising office (FIR-9). Done again it changes nothing
 * and tells nobody twice: the week is the key of the digest and of each notice.
 */
export async function sendDigest(
  now: string,
  rules: {
    readonly calendar: (years: Awaited<ReturnType<DirectoryReader["everybody"]>>["calendarYears"]) => Calendar;
    readonly proposed: number;
  },
  ports: Ports,
): Promise<{ readonly week: string; readonly outcome: "added" | "exists"; readonly told: number }> {
  const known = await ports.directory.everybody();
  const week = weekBefore(now);
  let outcome: "added" | "exists" = "exists";
  if (!(await ports.figures.digest(week.week))) {
    const units = countedUnits(known);
    const counted = await figuresOfUnits(units, week, known, now, ports);
    const digest: KeptDigest = {
      ...week,
      madeAt: now,
      ...counted,
      overdue: {
        total: counted.units.reduce((sum, { overdue }) => sum + overdue, 0),
        items: await longestOverdue(units, now, ports.inquiries),
      },
      missingNotices: missingYears(rules.calendar(known.calendarYears), dayOf(now)),
      proposedRules: rules.proposed,
      conduct: (await ports.figures.conduct()).map(({ stage, units }) => ({ stage, units: [...units] })),
    };
    outcome = await ports.figures.addDigest(digest);
  }
  const told = new Set([directorOf(known), ...supervisorsOf(known)].flatMap((person) => person?.id ?? []));
  for (const recipientId of told)
    await ports.inbox.deliver({
      recipientId,
      key: `${week.to} digest ${week.week}`,
      kind: "digest",
      number: week.week,
      subject: `首问责任督办周报（${week.from}至${week.to}）`,
      clause: "FIR-9",
      deliveredAt: now,
    });
  return { week: week.week, outcome, told: told.size };
}

async function longestOverdue(
  units: readonly { readonly id: string }[],
  now: string,
  inquiries: Ports["inquiries"],
): Promise<KeptDigest["overdue"]["items"]> {
  const pages = await eachOf(units, ({ id }) => inquiries.list({ by: "unit", id, dueBefore: now }, MOST_OVERDUE));
  return pages
    .flatMap(({ items }) => items)
    .flatMap(({ number, unitId, due }) =>
      due ? [{ number, unitId, kind: due.kind, dueOn: due.dueOn, dueAt: due.dueAt }] : [],
    )
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, MOST_OVERDUE);
}
