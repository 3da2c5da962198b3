import type { StaffSuggestionView } from "../contracts/case-views.ts";
import type { Shown } from "../contracts/shown.ts";
import type { SuggestionView } from "../contracts/suggestion.ts";
import type { SuggestionCommandType } from "../domain/suggestion/commands.ts";
import { isAnonymous, type Suggestion } from "../domain/suggestion/suggestion.ts";
import type { LoadedSuggestion } from "../ports/suggestion-store.ts";
import { revisionOf } from "./change.ts";
import { historyView, limitView, textIn } from "./views.ts";

const shared = ({ suggestion, document }: LoadedSuggestion) => {
  const text = textIn(document.texts);
  const { reply } = suggestion;
  return {
    number: suggestion.number,
    category: suggestion.category,
    topic: suggestion.topic,
    content: text(suggestion.content),
    anonymous: isAnonymous(suggestion),
    stage: suggestion.stage,
    receivedAt: suggestion.receivedAt,
    messages: suggestion.messages.map(({ at, from, text: id }) => ({ at, from, text: text(id) })),
    reply: reply && { at: reply.at, text: text(reply.text) },
  };
};

const ownAffairs: readonly string[] = ["suggestion-review", "suggestion-assign", "suggestion-publish"];

/** What the writer may see; limits of the centre's own steps are its own affair. */
export const writersView = (found: LoadedSuggestion, inquiry: SuggestionView["inquiry"]): SuggestionView => ({
  ...shared(found),
  limits: found.suggestion.limits
    .filter((limit) => !ownAffairs.includes(limit.kind))
    .map(({ kind, dueOn, state, provisional }) => ({ kind, dueOn, state, provisional })),
  inquiry,
});

const errandView = ({ id, kind, done }: Suggestion["errands"][number]) => ({ id, kind, result: done?.result ?? null });

/** The whole suggestion as staff see it, with the commands open to this person now. */
export function boxView(found: LoadedSuggestion, now: string, commands: readonly SuggestionCommandType[]) {
  const { suggestion, document } = found;
  const text = textIn(document.texts);
  const optional = (id: string | null | undefined) => (id === null || id === undefined ? null : text(id));
  const { publication, closed, named } = suggestion;
  return {
    ...shared(found),
    version: revisionOf(document),
    rulesVersion: suggestion.rulesVersion,
    channel: suggestion.channel,
    officeId: suggestion.officeId,
    language: suggestion.language,
    name: optional(suggestion.name),
    phone: optional(suggestion.phone),
    named: { staffName: optional(named.staffName), unit: optional(named.unit) },
    about: suggestion.about,
    assigneeId: suggestion.assigneeId,
    limits: suggestion.limits.map((limit) => limitView(limit, now)),
    publication: publication && { at: publication.at, text: text(publication.text), reply: text(publication.reply) },
    closed: closed && { ...closed, reason: text(closed.reason) },
    errands: suggestion.errands.map(errandView),
    history: historyView(document),
    commands,
  } satisfies Shown<StaffSuggestionView>;
}
