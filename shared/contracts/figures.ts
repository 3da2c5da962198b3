import * as z from "zod";
import { notBefore } from "./order.ts";
import { DayOfCalendar, Id, LocalizedText } from "./text.ts";

/** The longest period that is counted at once. */
const MOST_DAYS = 2 * 366;

const Days = z.strictObject({
  from: DayOfCalendar,
  to: DayOfCalendar.meta({ ...notBefore("from"), "x-days-at-most": MOST_DAYS }),
  unit: Id.optional(),
});

type Days = z.infer<typeof Days>;

// A refinement is asked even where a date is none: that has its own complaint already.
const inOrder = ({ from, to }: Days) => {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  return Number.isNaN(days) || (days >= 0 && days < MOST_DAYS);
};
const notInOrder = { path: ["to"], message: "period-too-long" };

/** A period of closing, both days included, of one unit or of all that the reader may see. */
export const FiguresQuery = Days.refine(inOrder, notInOrder);
export type FiguresQuery = z.infer<typeof FiguresQuery>;

export const ExportQuery = Days.extend({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(5000).optional(),
}).refine(inOrder, notInOrder);
export type ExportQuery = z.infer<typeof ExportQuery>;

const Cell = z.union([z.number(), z.null(), z.literal("<5")]);

/** A figure, with its definition in words and the number of cases it rests on. */
const FigureView = z.object({
  code: z.string(),
  name: LocalizedText,
  definition: LocalizedText,
  measure: z.enum(["count", "percent", "working-hours", "working-days"]),
  value: Cell,
  of: Cell.optional(),
  parts: z.array(z.object({ code: z.string(), name: LocalizedText, value: Cell })).optional(),
});

const UnitRow = z.object({
  unitId: z.string(),
  name: LocalizedText,
  office: LocalizedText,
  closed: z.number(),
  onTimeRate: z.number().nullable(),
  open: z.number(),
  overdue: z.number(),
  atRisk: z.number(),
});
export type UnitRow = z.infer<typeof UnitRow>;

/** The figures of a period, and the units it is made of. */
export const FiguresView = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  unit: z.string().nullable(),
  asOf: z.iso.datetime(),
  figures: z.array(FigureView),
  units: z.array(UnitRow),
});
export type FiguresView = z.infer<typeof FiguresView>;

/** What everybody may read: the last whole month and its year up to then, small numbers protected; empty before the first month is over. */
export const PublishedFigures = z.object({
  month: z.string().nullable(),
  asOf: z.iso.datetime().nullable(),
  /** How small numbers are protected, in words. */
  protection: LocalizedText,
  periods: z.array(z.object({ from: z.iso.date(), to: z.iso.date(), figures: z.array(FigureView) })),
});
export type PublishedFigures = z.infer<typeof PublishedFigures>;

/** What the week brought, as it is kept. */
const KeptDigest = z.object({
  week: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  madeAt: z.iso.datetime(),
  figures: z.array(FigureView),
  units: z.array(UnitRow),
  /** The longest overdue first; `total` counts them all. */
  overdue: z.object({
    total: z.number(),
    items: z.array(
      z.object({ number: z.string(), unitId: z.string(), kind: z.string(), dueOn: z.string(), dueAt: z.string() }),
    ),
  }),
  /** Calendar years whose notice is not loaded although the year is near. */
  missingNotices: z.array(z.object({ year: z.number(), layer: z.enum(["national", "regional"]) })),
  /** Values of the rule pack that still wait for the centre's decision. */
  proposedRules: z.number(),
  /** Open cases of the conduct register, with the units of whom they are about: a reader of such a unit doesn't see them counted. */
  conduct: z.array(z.object({ stage: z.string(), units: z.array(z.string()) })),
});
export type KeptDigest = z.infer<typeof KeptDigest>;

/** What the week brought, for the director and the supervising office (FIR-9); the conduct register by stage. */
export const DigestView = KeptDigest.extend({ conduct: z.record(z.string(), z.number()) });
export type DigestView = z.infer<typeof DigestView>;

export const DigestParams = z.strictObject({ week: z.string().regex(/^\d{4}-W\d{2}$/) });
export const DigestsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(60).optional(),
  cursor: z.string().max(1000).optional(),
});
export const DigestsView = z.object({
  items: z.array(KeptDigest.pick({ week: true, from: true, to: true, madeAt: true })),
  cursor: z.string().optional(),
});
