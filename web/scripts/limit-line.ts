import type { LimitView } from "#shared/contracts/inquiry.ts";
import { day } from "./dates.ts";
import { code, element } from "./element.ts";
import { named, text } from "./strings.ts";

/** One limit as a line: what, until which day, whose word it is, and whether it stands still or has run over. */
export const limitLine = (limit: LimitView): HTMLElement =>
  element(
    "li",
    {},
    element("strong", {}, named("limit", limit.kind)),
    `${text("limit.by")} `,
    code(day(limit.dueOn)),
    limit.overdue && element("span", { class: "tag bad" }, text("limit.overdue")),
    limit.state === "paused" && element("span", { class: "tag wait" }, text("limit.paused")),
    element("span", { class: "tag" }, text(limit.bound === "statute" ? "limit.statute" : "limit.promise")),
    limit.provisional && element("p", { class: "hint" }, text("limit.provisional")),
  );
