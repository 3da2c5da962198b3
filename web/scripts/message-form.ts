import { actionForm, ended, type Shown } from "./case-parts.ts";
import { element } from "./element.ts";
import { kept } from "./kept.ts";
import { text } from "./strings.ts";
import { continueCase } from "./tracked.ts";

/** A further message to those who have the case. */
export const messageForm = (shown: Shown): HTMLElement => {
  const box = element("textarea", {
    id: "message",
    rows: "4",
    maxlength: "4000",
    dir: "auto",
    "aria-describedby": "message-hint message-form-error",
  });
  // What was typed outlives a reload and a dropped line.
  const unsent = kept<string>("tab", `message-${shown.key.number}`);
  box.value = unsent.read() ?? "";
  box.addEventListener("input", () => unsent.write(box.value));
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
        const seen = await continueCase(shown.key, "messages", { text: box.value.trim() });
        if (seen.kind === "answer") unsent.drop();
        return ended(seen, shown, text("track.sent"));
      },
    ),
  );
};
