import type { Seen } from "./api.ts";
import { momentMark } from "./dates.ts";
import { code, element, written } from "./element.ts";
import { text } from "./strings.ts";
import type { Key } from "./tracked.ts";

/** How a case on the page is shown anew after something was done with it. */
export interface Shown {
  readonly key: Key;
  readonly show: (view: unknown, said?: string) => void;
  /** Reads the case anew, with a word that is shown above it. */
  readonly open: (said?: string) => Promise<void>;
}

/** One line of what has happened. */
export interface Happening {
  readonly at: string;
  readonly what: string;
  readonly letter?: string;
  readonly centre?: boolean;
  readonly extra?: HTMLElement;
}

/** What has happened, oldest first. */
export const timeline = (happenings: readonly Happening[]): HTMLElement =>
  element(
    "ol",
    { class: "timeline" },
    ...[...happenings]
      .sort((one, other) => one.at.localeCompare(other.at))
      .map(({ at, what, letter, centre, extra }) =>
        element(
          "li",
          { class: centre ? "centre" : undefined },
          element("p", { class: "when" }, momentMark(at)),
          element("p", { class: "what" }, what),
          letter === undefined ? null : element("p", { class: "letter", dir: "auto" }, letter),
          extra,
        ),
      ),
  );

/** Stage and number at the head of a case. */
export const caseHead = (title: string, number: string, stage: string): readonly HTMLElement[] => [
  element("h1", { tabindex: "-1" }, written(title)),
  element(
    "section",
    { class: "status", "aria-labelledby": "now-title" },
    element("h2", { id: "now-title" }, `${text("track.now")} · `, code(number, { class: "code" })),
    element("p", { class: "stage" }, stage),
  ),
];

/**
 * Ends an action: the case as it is now, or what to say beside the form. Where the case has moved on meanwhile, for instance because a lost
 * answer had arrived after all, it is read anew.
 */
export async function ended(seen: Seen<unknown>, { show, open }: Shown, said: string): Promise<string | undefined> {
  if (seen.kind === "answer") show(seen.body, said);
  else if (seen.kind === "unreachable") return text("error.unreachable");
  else if (seen.status === 409) await open(seen.detail);
  else return seen.detail || text("error.server");
  return undefined;
}

/** A small form of its own within a case: one action, said to be under way, its refusal shown beside it. */
export function actionForm(
  id: string,
  label: string,
  children: readonly (HTMLElement | string)[],
  run: (form: HTMLFormElement) => Promise<string | undefined>,
  look = "button",
): HTMLFormElement {
  const refused = element("p", { class: "field-error", role: "alert", id: `${id}-error` });
  const button = element("button", { class: look, type: "submit" }, label);
  const form = element("form", { id, novalidate: true }, ...children, refused, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.disabled = true;
    refused.textContent = "";
    void run(form).then((words) => {
      button.disabled = false;
      refused.textContent = words ?? "";
    });
  });
  return form;
}
