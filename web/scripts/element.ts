type Child = Node | string | null | undefined | false;

/** An element with attributes and children. Text goes in as text, whatever it contains; nothing here reads HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? "" : value);
  made.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return made;
}

/** The element of the page with this id, which its template promises. */
export function byId<Type extends HTMLElement = HTMLElement>(id: string): Type {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found as Type;
}

/** A number, code or date that keeps its direction in a line of Uyghur. */
export const code = (value: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement =>
  element("bdi", { dir: "ltr", ...attributes }, value);

/** What a person or an office wrote: its direction is its own. */
export const written = (value: string, attributes: Readonly<Record<string, string>> = {}): HTMLElement =>
  element("bdi", attributes, value);

/** A telephone number to tap. */
export const phoneLink = (phone: string): HTMLElement =>
  element("a", { class: "phone", href: `tel:${phone.replaceAll(/[^\d+]/g, "")}` }, code(phone));
