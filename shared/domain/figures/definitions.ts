import type { Localized } from "../directory.ts";

/** In what a figure is measured. */
export type Measure = "count" | "percent" | "working-hours" | "working-days";

interface Definition {
  readonly name: Localized;
  /** What is counted, over what, and what is left out: it stands next to the number wherever the number stands (FIR-1). */
  readonly definition: Localized;
  readonly measure: Measure;
}

/** Every figure there is, with its definition in words. */
export const definitions = {
  closed: {
    name: { zh: "办结件数", en: "Closed cases" },
    definition: {
      zh: "期间内结件的来件数，按结件日期计；重新办理的，按最后一次结件计。",
      en: "Cases closed in the period, by the day of closing; one that was taken up again counts where it was closed last.",
    },
    measure: "count",
  },
  "on-time-rate": {
    name: { zh: "按时办结率", en: "Handled on time" },
    definition: {
      zh: "期间内结件中，办理限时（含重新办理）从未超过的比例。补正材料和依规暂停的时间不计入限时。",
      en: "Share of the cases closed in the period whose handling limit (also after reopening) was never passed. Time spent waiting for papers or stopped by rule does not count.",
    },
    measure: "percent",
  },
  "answer-on-time-rate": {
    name: { zh: "首次答复按时率", en: "First answer on time" },
    definition: {
      zh: "期间内结件中，首次答复未超过首次答复限时的比例。",
      en: "Share of the cases closed in the period whose first answer was given within its limit.",
    },
    measure: "percent",
  },
  "first-answer-median": {
    name: { zh: "首次答复用时（中位数）", en: "Time to first answer (median)" },
    definition: {
      zh: "期间内结件中，从收件到首次答复的工作小时数的中位数，只计办公时间。",
      en: "Median of the opening hours from receipt to the first answer, over the cases closed in the period.",
    },
    measure: "working-hours",
  },
  "first-answer-p90": {
    name: { zh: "首次答复用时（九成以内）", en: "Time to first answer (90 %)" },
    definition: {
      zh: "期间内结件中，九成来件的首次答复不超过的工作小时数。",
      en: "Opening hours within which nine in ten of the cases closed in the period got their first answer.",
    },
    measure: "working-hours",
  },
  "handling-median": {
    name: { zh: "办理用时（中位数）", en: "Handling time (median)" },
    definition: {
      zh: "期间内结件中，从收件到作出结果的工作日数的中位数；收件当日不计，补正材料和依规暂停的时间不计。",
      en: "Median of the working days from receipt to the outcome, over the cases closed in the period; the day of receipt and time the clock stood still are not counted.",
    },
    measure: "working-days",
  },
  "handling-p90": {
    name: { zh: "办理用时（九成以内）", en: "Handling time (90 %)" },
    definition: {
      zh: "期间内结件中，九成来件从收件到作出结果不超过的工作日数，计法同上。",
      en: "Working days within which nine in ten of the cases closed in the period had their outcome, counted the same way.",
    },
    measure: "working-days",
  },
  outcomes: {
    name: { zh: "办理结果", en: "Outcomes" },
    definition: { zh: "期间内结件，按最后的结果分。", en: "Cases closed in the period by their last outcome." },
    measure: "count",
  },
  escalations: {
    name: { zh: "超时上报次数", en: "Escalations" },
    definition: {
      zh: "期间内结件在办理过程中的超时上报，按级别计次；一件可有多次。",
      en: "Escalations raised by level while the cases closed in the period were being handled; a case can have several.",
    },
    measure: "count",
  },
  "one-time-notices": {
    name: { zh: "一次性告知件数", en: "Cases with a one-time notice" },
    definition: {
      zh: "期间内结件中，出具过一次性告知书的件数。",
      en: "Cases closed in the period in which the missing papers were named in a one-time notice.",
    },
    measure: "count",
  },
  "second-notices": {
    name: { zh: "二次告知件数", en: "Cases with a second notice" },
    definition: {
      zh: "期间内结件中，因出现新情况再次告知的件数。",
      en: "Cases closed in the period in which a new fact made a further notice necessary.",
    },
    measure: "count",
  },
  "satisfaction-rate": {
    name: { zh: "满意率", en: "Satisfied" },
    definition: {
      zh: "期间内结件的评价中，满意（4分）和非常满意（5分）的比例。",
      en: "Share of grades 4 and 5 among the ratings of the cases closed in the period.",
    },
    measure: "percent",
  },
  "response-rate": {
    name: { zh: "评价率", en: "Rated" },
    definition: {
      zh: "期间内结件中，群众作出评价的比例。",
      en: "Share of the cases closed in the period that were rated.",
    },
    measure: "percent",
  },
  grades: {
    name: { zh: "各级评价", en: "Ratings by grade" },
    definition: {
      zh: "期间内结件的评价，按五级计次，5分为非常满意，1分为非常不满意。",
      en: "Ratings of the cases closed in the period by grade, 5 the best, 1 the worst.",
    },
    measure: "count",
  },
  open: {
    name: { zh: "在办件数", en: "Open cases" },
    definition: { zh: "此刻尚未结件的来件数。", en: "Cases that are not closed at this moment." },
    measure: "count",
  },
  overdue: {
    name: { zh: "超时未结件数", en: "Overdue" },
    definition: {
      zh: "此刻尚未结件且有限时已过的来件数。",
      en: "Open cases of which a limit has passed at this moment.",
    },
    measure: "count",
  },
  "at-risk": {
    name: { zh: "临期件数", en: "At risk" },
    definition: {
      zh: "此刻尚未超时、但有限时将在下一个工作日结束前到期的来件数。",
      en: "Open cases that are not overdue and of which a limit ends before the next working day does.",
    },
    measure: "count",
  },
  suggestions: {
    name: { zh: "意见箱来件", en: "Suggestion box" },
    definition: {
      zh: "期间所涉各月收到的意见、建议、表扬件数，每日凌晨更新。向社会公布的数字不含投诉；内部数字中，涉及查看人所在部门的投诉不计入。",
      en: "Opinions, suggestions and praise received in the months the period touches, as of last night. Complaints are not published; inside the centre, those about the reader's own department are left out.",
    },
    measure: "count",
  },
} as const satisfies Record<string, Definition>;

/** The name of a figure in the API. */
export type FigureCode = keyof typeof definitions;

/** Names of the parts into which figures are broken down. */
export const partNames: Readonly<Partial<Record<FigureCode, Readonly<Record<string, Localized>>>>> = {
  outcomes: {
    done: { zh: "办结", en: "Done" },
    answered: { zh: "已答复", en: "Answered" },
    declined: { zh: "不予办理", en: "Declined" },
    redirected: { zh: "介绍到其他单位", en: "Introduced elsewhere" },
    withdrawn: { zh: "撤回", en: "Withdrawn" },
  },
  escalations: {
    1: { zh: "一级", en: "Level 1" },
    2: { zh: "二级", en: "Level 2" },
    3: { zh: "三级", en: "Level 3" },
  },
  grades: {
    5: { zh: "非常满意", en: "Very satisfied" },
    4: { zh: "满意", en: "Satisfied" },
    3: { zh: "基本满意", en: "Fair" },
    2: { zh: "不满意", en: "Dissatisfied" },
    1: { zh: "非常不满意", en: "Very dissatisfied" },
  },
  suggestions: {
    opinion: { zh: "意见", en: "Opinions" },
    suggestion: { zh: "建议", en: "Suggestions" },
    praise: { zh: "表扬", en: "Praise" },
    complaint: { zh: "投诉", en: "Complaints" },
  },
};
