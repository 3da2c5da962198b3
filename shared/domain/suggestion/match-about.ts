import type { Directory } from "../directory.ts";
import { plainText } from "../plain-text.ts";
import type { About } from "./suggestion.ts";

// Forms of address and of office: "李科长" names everybody called 李.
const titles =
  /(?:副?(?:主任|科长|部长|局长|处长|书记|经理|组长)|同志|老师|女士|先生|师傅|工作人员|柜员|职工|科员|姐|哥|大姐|大哥)$/;

function withoutTitle(written: string): string {
  let name = plainText(written);
  while (titles.test(name)) name = name.replace(titles, "");
  return /^[小老阿].$/u.test(name) ? name.slice(1) : name;
}

/** Spellings of a name: the whole, the parts of a dotted one, and the id, which is often the name in Latin letters. */
const spellings = (name: string, id: string): readonly string[] => [
  plainText(name),
  ...name
    .split(/[·•・.。\s]/)
    .map(plainText)
    .filter((part) => part.length > 2),
  plainText(id),
];

const within = (a: string, b: string): boolean => a.length > 1 && b.includes(a);

/**
 * Whom a text for the suggestion box may be about: everybody whose name or unit fits what the writer wrote, and everybody whose full
 * name stands in the text. Too many rather than too few: all of them are kept from it until the office has decided.
 */
export function matchAbout(
  written: { readonly staffName?: string; readonly unit?: string; readonly content: string },
  directory: Directory,
): About {
  const name = withoutTitle(written.staffName ?? "");
  const content = plainText(written.content);
  const unitName = plainText(written.unit ?? "");
  const fits = (person: Directory["staff"][number]): boolean => {
    const known = spellings(person.name, person.id);
    if (known.slice(0, -1).some((each) => within(each, content))) return true;
    if (name === "") return false;
    if (name.length === 1) return plainText(person.name).startsWith(name);
    return known.some((each) => within(each, name) || within(name, each));
  };
  const namesUnit = (...names: readonly (string | undefined)[]): boolean =>
    names.some((each) => {
      const known = plainText(each ?? "");
      return within(known, unitName) || within(unitName, known);
    });
  const unitIds = directory.offices.flatMap((office) => {
    const whole = office.kind === "branch" && namesUnit(office.id, ...Object.values(office.name));
    return office.units
      .filter((unit) => whole || namesUnit(unit.id, unit.room, ...Object.values(unit.name)))
      .map((unit) => unit.id);
  });
  return {
    staffIds: directory.staff.filter(fits).map((person) => person.id),
    unitIds,
    decided: false,
  };
}
