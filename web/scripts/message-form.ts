import { actionForm, refusalWords, type Shown } from "./case-parts.ts";
import { element } from "./element.ts";
import { text } from "./strings.ts";
import { continueCase } from "./tracked.ts";

/** A further message to those who have the case. */
export const messageForm = ({ key, show }: Shown): HTMLElement => {
  const box = element("textarea", {
    id: "message",
    rows: "4",
    maxlength: "4000",
    dir: "auto",
    "aria-describedby": "message-hint",
  });
  return element(
    "section",
    { class: "no-print", "aria-labelledby": "message-title" },
    element("h2", { id: "message-title" }, text("track.add")),
    actionForm(
      "message-form",
      text("button.send"),
      [
        element(
          "div",
          { class: "field" },
          element("label", { for: "message", class: "hidden" }, text("track.add")),
          element("p", { class: "hint", id: "message-hint" }, text("track.add-hint")),
          box,
        ),
      ],
      async () => {
        if (box.value.trim() === "") {
          box.focus();
          return text("error.message");
        }
        const seen = await continueCase(key, "messages", { text: box.value.trim() });
        if (seen.kind !== "answer") return refusalWords(seen);
        show(seen.body, text("track.sent"));
        return undefined;
      },
    ),
  );
};
