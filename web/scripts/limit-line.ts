import type { LimitView } from "#shared/contracts/inquiry.ts";
import { dayMark } from "./dates.ts";
import { element } from "./element.ts";
import { named, text } from "./strings.ts";

/** What a citizen waits for as promised; papers they owe and times they chose are nobody's promise. */
export const isPromise = (kind: string): boolean => kind !== "materials-waiting" && kind !== "appointment";

/** One limit as a line: what, until which day, whose word it is, and whether it stands still or has run over. */
export const limitLine = (limit: LimitView): HTMLElement =>
  element(
    "li",
    {},
    element("strong", {}, named("limit", limit.kind)),
    element(
      "p",
      { class: "due" },
      element("span", {}, `${text("limit.by")} `, dayMark(limit.dueOn)),
      limit.overdue && element("span", { class: "tag bad" }, text("limit.overdue")),
      limit.state === "paused" && element("span", { class: "tag wait" }, text("limit.paused")),
      isPromise(limit.kind) &&
        element("span", { class: "tag" }, text(limit.bound === "statute" ? "limit.statute" : "limit.promise")),
    ),
    limit.provisional && element("p", { class: "hint" }, text("limit.provisional")),
  );
