import { call } from "./api.ts";
import { element, written } from "./element.ts";
import { inLanguage, nameOf } from "./strings.ts";

/** An office as the API shows it to anybody. */
export interface OfficeSeen {
  readonly id: string;
  readonly name: { readonly zh: string; readonly ug?: string; readonly en?: string };
  readonly address?: string;
  readonly phone?: string;
}

/** Where somebody works: the office, and the department where its name says more. */
export const placeOf = (office: string, unit: string): readonly (Node | string)[] =>
  unit === "" || office.includes(unit)
    ? [written(nameOf(office))]
    : [written(nameOf(office)), " · ", written(nameOf(unit))];

/** The offices, or none while they can't be read. */
export async function offices(): Promise<readonly OfficeSeen[]> {
  const seen = await call<{ items: readonly OfficeSeen[] }>("GET", "offices");
  return seen.kind === "answer" ? seen.body.items : [];
}

/** Offers the offices in a list to choose from. */
export async function offerOffices(select: HTMLSelectElement): Promise<boolean> {
  const found = await offices();
  select.append(...found.map(({ id, name }) => element("option", { value: id }, inLanguage(name))));
  return found.length > 0;
}
