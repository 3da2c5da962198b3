import type { CountedUnit } from "#shared/cases/gather-figures.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { byteOrderMark, csvLine } from "#shared/domain/figures/csv.ts";
import { monthsOf, type Period } from "#shared/domain/figures/periods.ts";
import { workingDaysTaken } from "#shared/domain/figures/tally.ts";
import type { ClosedCase, ClosedCases } from "#shared/ports/closed-cases.ts";

const columns = [
  "编号",
  "办理部门",
  "渠道",
  "业务",
  "收件日期",
  "首次答复日期",
  "首次答复超时",
  "结件日期",
  "办理期限",
  "办理工作日数",
  "办理超时",
  "结果",
  "一次性告知次数",
  "超时上报次数",
  "评价",
] as const;

const yes = (value: boolean): string => (value ? "是" : "否");

const fieldsOf = ({ number, facts }: ClosedCase, { time }: CountedUnit): Parameters<typeof csvLine>[0] => [
  number,
  facts.unitId,
  facts.channel,
  facts.serviceCode,
  dayOf(facts.receivedAt),
  facts.answeredAt && dayOf(facts.answeredAt),
  yes(facts.answerLate),
  dayOf(facts.closedAt),
  facts.dueOn,
  workingDaysTaken(facts, time),
  yes(facts.handlingLate),
  facts.outcome,
  facts.notices,
  Object.values(facts.escalations).reduce((sum, count) => sum + count, 0),
  facts.grade,
];

/** A page of an export and where the next one begins. */
export interface ExportPage {
  readonly csv: string;
  readonly cursor?: string;
}

/**
 * Closed cases as CSV: number, unit, dates, limits, outcome, rating, and nothing about a person. A page holds at most `limit` cases;
 * only the first begins with the column names, so that pages put after one another are one file.
 */
export async function exportCases(
  units: readonly CountedUnit[],
  period: Period,
  limit: number,
  cases: ClosedCases,
  cursor?: string,
): Promise<ExportPage> {
  const parts = units.flatMap((unit) =>
    monthsOf(period).map((part) => ({ unit, part, at: `${unit.id}/${part.month}` })),
  );
  const [unitId = "", month = "", inner = ""] = cursor?.split("/") ?? [];
  const lines = cursor === undefined ? [byteOrderMark + csvLine(columns)] : [];
  let left = limit;
  let position: string | undefined = inner === "" ? undefined : inner;
  const begin = parts.findIndex(({ at }) => at === `${unitId}/${month}`);
  for (let index = Math.max(0, begin); index < parts.length; index += 1) {
    const part = parts[index];
    if (!part) break;
    do {
      if (left === 0) return { csv: lines.join(""), cursor: `${part.at}/${position ?? ""}` };
      const page: Awaited<ReturnType<ClosedCases["closedIn"]>> = await cases.closedIn(
        part.unit.id,
        part.part,
        left,
        position,
      );
      lines.push(...page.items.map((closed) => csvLine(fieldsOf(closed, part.unit))));
      left -= page.items.length;
      position = page.cursor;
    } while (position !== undefined);
  }
  return { csv: lines.join("") };
}
