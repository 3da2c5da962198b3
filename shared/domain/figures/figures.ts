import type { Localized } from "../directory.ts";
import { definitions, type FigureCode, type Measure, partNames } from "./definitions.ts";
import { type Counts, percentile, type Tally, total } from "./tally.ts";

/** A number; null where there is nothing to compute it from; `<5` where it is too small to be published. */
export type Cell = number | null | "<5";

/** A figure with its definition next to it, and the number of cases it rests on. */
export interface Figure {
  readonly code: FigureCode;
  readonly name: Localized;
  readonly definition: Localized;
  readonly measure: Measure;
  readonly value: Cell;
  readonly of?: Cell;
  readonly parts?: readonly { readonly code: string; readonly name: Localized; readonly value: Cell }[];
}

/** How the open cases stand at a moment. */
export interface Standing {
  readonly open: number;
  readonly overdue: number;
  readonly atRisk: number;
}

const PERCENT_DIGITS = 10;

const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 100 * PERCENT_DIGITS) / PERCENT_DIGITS;

const figure = (code: FigureCode, value: Cell, rest: Pick<Figure, "of" | "parts"> = {}): Figure => ({
  code,
  ...definitions[code],
  value,
  ...rest,
});

const inParts = (code: FigureCode, counts: Counts, whole?: number): Figure => ({
  ...figure(code, null, whole === undefined ? {} : { of: whole }),
  parts: Object.entries(partNames[code] ?? {}).map(([part, name]) => ({ code: part, name, value: counts[part] ?? 0 })),
});

const tenths = (value: number | null): number | null => (value === null ? null : value / 10);

/** The figures of closed cases, in the order in which they are shown. */
export function figuresOf(tally: Tally): readonly Figure[] {
  const { closed, answerTenths, handlingDays, grades } = tally;
  const [answered, rated] = [total(answerTenths), total(grades)];
  const ofClosed = { of: closed };
  return [
    figure("closed", closed),
    figure("on-time-rate", rate(closed - tally.handlingLate, closed), ofClosed),
    figure("answer-on-time-rate", rate(closed - tally.answerLate, closed), ofClosed),
    figure("first-answer-median", tenths(percentile(answerTenths, 0.5)), { of: answered }),
    figure("first-answer-p90", tenths(percentile(answerTenths, 0.9)), { of: answered }),
    figure("handling-median", percentile(handlingDays, 0.5), ofClosed),
    figure("handling-p90", percentile(handlingDays, 0.9), ofClosed),
    inParts("outcomes", tally.outcomes, closed),
    inParts("escalations", tally.escalations),
    figure("one-time-notices", tally.notified),
    figure("second-notices", tally.notifiedAgain),
    figure("satisfaction-rate", rate((grades["4"] ?? 0) + (grades["5"] ?? 0), rated), { of: rated }),
    figure("response-rate", rate(rated, closed), ofClosed),
    inParts("grades", grades, rated),
  ];
}

/** The figures of open cases. */
export const standingFigures = ({ open, overdue, atRisk }: Standing): readonly Figure[] => [
  figure("open", open),
  figure("overdue", overdue),
  figure("at-risk", atRisk),
];

/** What lay in the suggestion box by category; a category that is not in `counts` is not shown. */
export function suggestionFigure(counts: Counts): Figure {
  const all = inParts("suggestions", counts);
  return { ...all, parts: all.parts?.filter(({ code }) => code in counts) ?? [] };
}
