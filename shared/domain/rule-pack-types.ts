import type { CalendarData } from "./calendar/calendar-data.ts";
import type { DayUnit } from "./calendar/due.ts";
import type { OpeningHours, Term } from "./calendar/working-hours.ts";
import type { PhraseRules, SecondReading } from "./reply-gate/phrase-rules.ts";
import type { Sourced } from "./sourced.ts";

/** A name in the languages of the pages; Uyghur only where a draft exists. */
export type Names = { readonly zh: string; readonly en: string; readonly ug?: string };

/** A statutory limit; only one that binds the centre can make a case due earlier than promised. */
export type Statute = Sourced & {
  readonly amount: number;
  readonly unit: DayUnit;
  readonly dutyOn: "centre" | "employer";
  readonly extension?: { readonly amount: number; readonly unit: DayUnit; readonly approver: string };
};

/** One paper on a service's checklist; `when` says on what condition an optional one is asked for. */
export type Material = {
  readonly id: string;
  readonly name: string;
  readonly kind: "原件核验" | "账号";
  readonly required: boolean;
  readonly when?: string;
  readonly obtainableByDataSharing: boolean;
};

/** One business of the public catalogue (SC-2): who does it, within what limits, with which papers and free forms (SC-10). */
export type Service = Sourced & {
  readonly code: string;
  readonly name: Names;
  readonly business: "缴存" | "提取" | "个人住房贷款" | "查询与证明" | "监督与公开";
  readonly departments: readonly string[];
  readonly itemType: "即办件" | "承诺件";
  readonly statutory: Statute | null;
  readonly promised: Sourced & { readonly amount: number; readonly unit: DayUnit; readonly label: string };
  readonly materials: readonly Material[];
  readonly forms: readonly { readonly name: string; readonly fee: 0 }[];
  readonly procedure: readonly { readonly step: "受理" | "审核" | "审批" | "办结"; readonly department: string }[];
  readonly contact: Sourced & { readonly department: string; readonly phone: string | null };
  readonly note?: string;
};

/** Who is told, and how long after the breach. */
export type Escalation = {
  readonly level: number;
  readonly to: "accountable" | "head" | "director" | "office";
  readonly after: Term;
};

/** The stages that have a limit of their own; a named service brings its limit with it, and `handling` is for the rest. */
export const LIMIT_CODES = [
  "first-answer",
  "handling",
  "answer-message",
  "receive-referral",
  "handle-referral",
  "designate",
  "assist",
  "acknowledge-urgent",
  "appointment",
  "materials-waiting",
  "confirm-materials",
  "closing",
  "reopened",
  "follow-up",
  "open-box",
  "suggestion-acknowledge",
  "suggestion-review",
  "suggestion-assign",
  "suggestion-reply",
  "complaint-reply",
  "suggestion-message",
  "suggestion-publish",
  "conduct-hearing",
  "conduct-verify",
  "conduct-measure",
  "retraining",
  "appeal",
  "appeal-decision",
  "rectify",
] as const;

/** A stage that has a limit. */
export type LimitCode = (typeof LIMIT_CODES)[number];

/** The limit of one stage: its length, when the reminder goes out, and the ladder after a breach. */
export type StageLimit = Sourced & {
  readonly code: LimitCode;
  readonly name: Names;
  readonly subject: "inquiry" | "suggestion" | "conduct" | "inspection";
  readonly amount: number;
  readonly unit: Term["unit"];
  /** The part of the limit after which the accountable person is reminded; null where none makes sense. */
  readonly reminder: number | null;
  readonly ladder: readonly Escalation[];
  readonly clause: string;
};

/** A rank; of several people asked together the one with the highest order is first responder (FIR-3). */
export type Rank = Sourced & { readonly code: string; readonly order: number; readonly name: Names };

/** A department of the centre, or a role that stands for one. */
export type Department = Sourced & { readonly code: string; readonly name: Names; readonly note?: string };

/** The centre itself or one of its county branches (FIR-2). */
export type Office = Sourced & {
  readonly code: string;
  readonly kind: "centre" | "branch";
  readonly name: Names;
  readonly place: string;
  readonly departments: readonly string[];
  readonly hours: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly postcode: string | null;
};

/** A place of the prefecture by its national code. */
export type Place = Sourced & { readonly code: string; readonly name: Names };

/** A unit outside the centre to which a citizen is introduced (FIR-5.5); address and telephone stay null until somebody has checked them. */
export type OutsideBody = Sourced & {
  readonly code: string;
  readonly name: Names;
  readonly handles: string;
  readonly address: string | null;
  readonly phone: string | null;
  /** A number that holds nationwide, where there is one. */
  readonly hotline: string | null;
};

/** What a breach, a complaint or an inspection can be about. */
export type ConductCategory = Sourced & {
  readonly code: string;
  readonly name: Names;
  readonly clauses: readonly string[];
  readonly usedIn: readonly ("breach" | "complaint" | "inspection")[];
  /** Whether a verified breach counts on the ladder of FIR-10. */
  readonly laddered: boolean;
};

/** What follows a person's nth verified breach (FIR-10); a rung beyond the last repeats the last. */
export type Measure = Sourced & {
  readonly rung: number;
  readonly code: string;
  readonly name: Names;
  readonly retraining: boolean;
};

/** The conduct rules: categories, the ladder, what is serious, and how long a breach counts. */
export type ConductRules = {
  readonly categories: readonly ConductCategory[];
  readonly measures: readonly Measure[];
  readonly serious: Sourced & { readonly code: string; readonly name: Names };
  /** Days after which a verified breach no longer counts; null means never, because the source names no window. */
  readonly countingWindow: Sourced & { readonly days: number | null };
};

/** What identifies an edition of the rules, and the settings that belong to no table. */
export type PackEdition = {
  readonly version: string;
  readonly name: string;
  readonly sources: readonly { readonly name: string; readonly note: string }[];
  readonly phoneArea: string;
  readonly extension: Sourced & {
    readonly times: number;
    readonly atMost: Term;
    readonly by: "head";
    readonly clause: string;
  };
  /** Why a clock may be stopped (SC-5). */
  readonly pauseReasons: readonly (Sourced & { readonly code: string; readonly name: Names })[];
};

/** Everything the domain is told rather than knows. */
export type RulePack = {
  readonly edition: PackEdition;
  readonly calendar: CalendarData;
  readonly hours: readonly (OpeningHours & Sourced)[];
  readonly services: readonly Service[];
  readonly limits: readonly StageLimit[];
  readonly ranks: readonly Rank[];
  readonly departments: readonly Department[];
  readonly offices: readonly Office[];
  readonly places: readonly Place[];
  readonly outsideBodies: readonly OutsideBody[];
  readonly conduct: ConductRules;
  readonly phrases: PhraseRules;
  readonly secondReading: SecondReading;
};
