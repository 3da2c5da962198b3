import type * as z from "zod";
import type { DueView } from "#shared/contracts/due.ts";
import { call } from "./api.ts";
import { dayMark } from "./dates.ts";
import { element, written } from "./element.ts";
import { text } from "./strings.ts";

/** A limit in days; others, in minutes or working hours, explain themselves. */
export interface DayTerm {
  readonly amount: number;
  readonly unit: string;
}

type Due = z.infer<typeof DueView>;

/** Every day that was counted or skipped, with its reason and what it rests on (SC-5). */
export const dayTable = ({ dueOn, steps }: Due): HTMLElement =>
  element(
    "div",
    {},
    element("p", { class: "hint" }, text("why.explain")),
    element(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": text("why.title") },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element("tr", {}, ...["why.day", "why.reason"].map((key) => element("th", { scope: "col" }, text(key)))),
        ),
        element(
          "tbody",
          {},
          ...steps.map(({ date, counted, reason, basis }) =>
            element(
              "tr",
              { class: counted ? "counted" : "skipped" },
              element(
                "td",
                { class: "nowrap" },
                dayMark(date),
                element("br"),
                element(
                  "span",
                  { class: counted ? "tag good" : "tag" },
                  text(date === dueOn ? "why.due" : counted ? "why.counted" : "why.skipped"),
                ),
              ),
              element(
                "td",
                {},
                written(reason),
                element("br"),
                element("span", { class: "hint", lang: "zh-CN", dir: "auto" }, basis),
              ),
            ),
          ),
        ),
      ),
    ),
  );

/** Asks the calendar. */
export const askCalendar = (receivedOn: string, { amount, unit }: DayTerm) =>
  call<Due>("GET", `calendar/due?${new URLSearchParams({ receivedOn, days: String(amount), unit })}`);

/** "Why this day?" under a limit that is counted in days and never stood still; fetched when it is opened. */
export function whyThisDay({
  from,
  dueOn,
  term,
  pauses,
}: {
  readonly from: string;
  readonly dueOn: string;
  readonly term: DayTerm;
  readonly pauses: readonly unknown[];
}): HTMLElement | undefined {
  if (pauses.length > 0 || !/^(working|natural)-day$/.test(term.unit) || term.amount === 0) return undefined;
  const inside = element("div", {}, text("site.loading"));
  const details = element("details", { class: "no-print" }, element("summary", {}, text("why.title")), inside);
  details.addEventListener(
    "toggle",
    async () => {
      const seen = await askCalendar(from, term);
      inside.replaceChildren(
        seen.kind === "answer" && seen.body.dueOn === dueOn
          ? dayTable(seen.body)
          : text(seen.kind === "answer" ? "why.explain" : "error.load"),
      );
    },
    { once: true },
  );
  return details;
}
