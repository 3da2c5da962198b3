import type { Clocked } from "../case-clock.ts";
import type { TextId } from "../decision.ts";
import type { Directory } from "../directory.ts";
import type { Concerned } from "../impartial.ts";

/** What a writer says it is; the office confirms it on review. */
export type Category = "opinion" | "suggestion" | "complaint" | "praise";

/** What it touches; complaints about money and discipline have their own (SC-9, SC-10). */
export type Topic = "service" | "attitude" | "overdue" | "asked-to-pay" | "discipline" | "environment" | "other";

/** Where a suggestion stands. All but `published` and `closed` have a running limit (FIR-8). */
export type SuggestionStage =
  | "received"
  | "opened"
  | "reviewed"
  | "assigned"
  | "replied"
  | "converting"
  | "published"
  | "closed";

/** Whom it is about: candidates as matched from what the writer wrote, until the office has decided. */
export interface About {
  readonly staffIds: readonly string[];
  readonly unitIds: readonly string[];
  readonly decided: boolean;
}

/** What has to happen outside the suggestion because of it; recorded first and then carried out, however often that is tried. */
export type Errand = { readonly id: string; readonly nextAttemptAt: string; readonly orderedBy: string } & (
  | {
      readonly kind: "inquiry";
      readonly office: string;
      readonly subject: TextId;
      readonly serviceCode?: string;
    }
  | { readonly kind: "conduct"; readonly staffId: string; readonly category: string; readonly facts: TextId }
);

/** A suggestion as folded from its history. Texts are ids into the texts kept beside it. */
export interface Suggestion extends Clocked {
  readonly number: string;
  readonly version: number;
  readonly rulesVersion: string;
  readonly channel: "web" | "box";
  readonly officeId: string;
  readonly language: string;
  readonly category: Category;
  readonly topic: Topic | null;
  readonly content: TextId;
  /** What the writer wrote about whom. */
  readonly named: { readonly staffName?: TextId; readonly unit?: TextId };
  readonly name: TextId | null;
  readonly phone: TextId | null;
  /** To the hour for an anonymous writer. */
  readonly receivedAt: string;
  readonly stage: SuggestionStage;
  readonly about: About;
  readonly assigneeId: string | null;
  readonly messages: readonly { readonly from: "citizen" | "centre"; readonly text: TextId; readonly at: string }[];
  readonly reply: { readonly text: TextId; readonly at: string; readonly by: string } | null;
  readonly publication: { readonly text: TextId; readonly reply: TextId; readonly at: string } | null;
  readonly errands: readonly (Errand & { readonly done?: { readonly at: string; readonly result: string } })[];
  readonly closed: { readonly at: string; readonly why: "unpublished" | "converted"; readonly reason: TextId } | null;
}

/** Without name and telephone nobody can be asked back by any other way than the receipt. */
export const isAnonymous = ({ name, phone }: Pick<Suggestion, "name" | "phone">): boolean =>
  name === null && phone === null;

/** Everybody a suggestion is about: named people, and members and head of named units. For them it does not exist (invariant 7). */
export function concernedBy(
  { about, category }: Pick<Suggestion, "about" | "category">,
  directory: Directory,
): Concerned {
  if (about.decided && category !== "complaint") return new Set();
  const heads = directory.offices.flatMap((office) =>
    office.units.filter((unit) => about.unitIds.includes(unit.id)).map((unit) => unit.headId),
  );
  const members = directory.staff.filter((person) => about.unitIds.includes(person.unitId));
  return new Set([...about.staffIds, ...heads, ...members.map((person) => person.id)]);
}
