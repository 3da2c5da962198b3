import { type Directory, staffOf } from "../directory.ts";
import { concernedBy, type Suggestion } from "../suggestion/suggestion.ts";

/** The units of all whom a suggestion is or may be about: whoever belongs to one of them doesn't see it counted. */
export function unitsConcerned(
  standing: Pick<Suggestion, "about" | "category">,
  directory: Directory,
): readonly string[] {
  const people = [...concernedBy(standing, directory)].flatMap((id) => staffOf(directory, id)?.unitId ?? []);
  return [...new Set(people)].sort();
}
