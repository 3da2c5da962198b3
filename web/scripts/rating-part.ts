import type { TrackingView } from "#shared/contracts/inquiry.ts";
import { actionForm, ended, type Shown } from "./case-parts.ts";
import { element } from "./element.ts";
import { text } from "./strings.ts";
import { continueCase } from "./tracked.ts";

const GRADES = [5, 4, 3, 2, 1] as const;

/** The five grades, with the follow-up that a bad one is promised (SC-3). */
export function ratingPart(view: TrackingView, shown: Shown): readonly HTMLElement[] {
  if (view.rating !== null)
    return [element("p", { class: "notice good" }, text("track.rated", { grade: text(`rate.${view.rating}`) }))];
  if (!view.may.includes("rate")) return [];
  const comment = element("textarea", { id: "comment", rows: "3", maxlength: "1000", dir: "auto" });
  const form = actionForm(
    "rating-form",
    text("rate.submit"),
    [
      element(
        "fieldset",
        { class: "field", "aria-describedby": "rating-form-error" },
        element("legend", {}, text("rate.title")),
        element("p", { class: "hint" }, text("rate.hint")),
        element(
          "div",
          { class: "radios row" },
          ...GRADES.map((grade) =>
            element(
              "div",
              { class: "radio" },
              element("input", { type: "radio", name: "grade", value: String(grade), id: `grade-${grade}` }),
              element("label", { for: `grade-${grade}` }, text(`rate.${grade}`)),
            ),
          ),
        ),
      ),
      element("div", { class: "field" }, element("label", { for: "comment" }, text("rate.comment")), comment),
    ],
    async (sent) => {
      const grade = Number(new FormData(sent).get("grade") ?? 0);
      if (grade === 0) return text("error.rate");
      const words = comment.value.trim();
      const seen = await continueCase(shown.key, "rating", { grade, ...(words !== "" && { comment: words }) });
      return ended(seen, shown, text(grade <= 2 ? "rate.sorry" : "rate.thanks"));
    },
  );
  return [element("section", { class: "panel no-print", "aria-label": text("rate.title") }, form)];
}
