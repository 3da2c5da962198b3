import type { LimitView } from "#shared/contracts/inquiry.ts";
import { dayMark, momentMark } from "./dates.ts";
import { element } from "./element.ts";
import { named, text } from "./strings.ts";

/** What a citizen waits for as promised; papers they owe and times they chose are nobody's promise. */
export const isPromise = (kind: string): boolean => kind !== "materials-waiting" && kind !== "appointment";

// What is counted in hours or minutes ends at a time of day.
const dueMark = ({ term, dueOn, dueAt }: LimitView): HTMLElement =>
  term.unit === "minute" || term.unit === "working-hour" ? momentMark(dueAt) : dayMark(dueOn);

/** One limit as a line: what, until which day, whose word it is, and whether it stands still or has run over. */
export const limitLine = (limit: LimitView): HTMLElement =>
  element(
    "li",
    {},
    element("strong", {}, named("limit", limit.kind)),
    element(
      "p",
      { class: "due" },
      element("span", {}, `${text("limit.by")} `, dueMark(limit)),
      limit.overdue && element("span", { class: "tag bad" }, text("limit.overdue")),
      limit.state === "paused" && element("span", { class: "tag wait" }, text("limit.paused")),
      isPromise(limit.kind) &&
        element("span", { class: "tag" }, text(limit.bound === "statute" ? "limit.statute" : "limit.promise")),
    ),
    limit.provisional && element("p", { class: "hint" }, text("limit.provisional")),
  );
