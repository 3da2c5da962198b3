import { byId, element } from "./element.ts";
import { text } from "./strings.ts";

/** A fault of the form: the field it is tied to, if any, and what to do about it. */
export interface FormError {
  readonly field?: string;
  readonly message: string;
}

const targetOf = (field: string): HTMLElement | null =>
  document.getElementById(field) ?? document.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`);

const unmark = (): void => {
  for (const message of document.querySelectorAll(".field-error")) message.remove();
  for (const field of document.querySelectorAll(".field.wrong")) field.classList.remove("wrong");
  for (const control of document.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const rest = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => !id.endsWith("-error"));
    if (rest.join(" ") === "") control.removeAttribute("aria-describedby");
    else control.setAttribute("aria-describedby", rest.join(" "));
  }
};

const mark = (field: string, message: string): void => {
  const target = targetOf(field);
  const block = target?.closest(".field");
  if (!target || !block) return;
  const id = `${field}-error`;
  const line = element(
    "p",
    { class: "field-error", id },
    element("span", { class: "hidden" }, text("error.prefix")),
    message,
  );
  block.classList.add("wrong");
  if (target.matches("fieldset")) target.querySelector("legend")?.after(line);
  else target.before(line);
  const described = target.matches("fieldset") ? [target] : [target];
  for (const each of described) {
    if (!each.matches("fieldset")) each.setAttribute("aria-invalid", "true");
    each.setAttribute("aria-describedby", `${each.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  }
};

/** Shows what is wrong: a summary that takes the focus, and each fault beside its field. No faults clears both. */
export function showErrors(errors: readonly FormError[]): void {
  const place = byId("errors");
  unmark();
  place.replaceChildren();
  if (errors.length === 0) return;
  for (const { field, message } of errors) if (field !== undefined) mark(field, message);
  const tied = errors.some(({ field }) => field !== undefined);
  const summary = element(
    "section",
    { class: "error-summary", role: "alert", tabindex: "-1", "aria-labelledby": "error-title" },
    tied
      ? element("h2", { id: "error-title" }, text("error.title"))
      : element("h2", { id: "error-title", class: "hidden" }, text("error.prefix")),
    tied
      ? element("ul", {}, ...errors.map(({ field, message }) => element("li", {}, linkTo(field, message))))
      : element("p", {}, errors.map(({ message }) => message).join(" ")),
  );
  place.append(summary);
  summary.focus();
}

const linkTo = (field: string | undefined, message: string): HTMLElement | string => {
  if (field === undefined) return message;
  const link = element("a", { href: `#${field}` }, message);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const target = targetOf(field);
    (target?.matches("fieldset") ? target.querySelector<HTMLElement>("input") : target)?.focus();
  });
  return link;
};
