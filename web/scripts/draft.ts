import { kept } from "./kept.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const controlsOf = (form: HTMLFormElement): Control[] =>
  [...form.elements].filter(
    (each): each is Control =>
      (each instanceof HTMLInputElement || each instanceof HTMLSelectElement || each instanceof HTMLTextAreaElement) &&
      each.name !== "",
  );

const isChoice = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox");

/** What was typed, by field; an unticked box is empty. */
export const valuesOf = (form: HTMLFormElement): Record<string, string> => {
  const values: Record<string, string> = {};
  for (const control of controlsOf(form))
    if (!isChoice(control)) values[control.name] = control.value.trim();
    else if (control.checked) values[control.name] = control.value;
    else values[control.name] ??= "";
  return values;
};

/** Keeps what is typed for the life of the tab: over a reload, a change of language, the way back. */
export function draft(form: HTMLFormElement, name: string) {
  const memory = kept<Record<string, string>>("tab", `draft-${name}`);
  const fill = () => {
    const values = memory.read();
    if (!values) return;
    for (const control of controlsOf(form)) {
      const value = values[control.name];
      if (value === undefined) continue;
      if (isChoice(control)) control.checked = control.value === value;
      else control.value = value;
    }
  };
  const save = () => {
    const before = memory.read() ?? {};
    const now = valuesOf(form);
    // A list that is still being fetched can't show what was chosen from it: that choice stays.
    for (const control of controlsOf(form))
      if (control instanceof HTMLSelectElement && control.options.length < 2)
        now[control.name] = before[control.name] ?? "";
    memory.write(now);
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
  return {
    fill,
    forget: () => {
      memory.drop();
      form.reset();
    },
  };
}
