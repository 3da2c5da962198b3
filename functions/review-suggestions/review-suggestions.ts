import { again, answerAgain, commit, isFull, markOf, revisionOf } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import { replyGate } from "#shared/cases/reply-gate.ts";
import { type ErrandPorts, runErrands } from "#shared/cases/run-errands.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { boxView } from "#shared/cases/suggestion-views.ts";
import type { SuggestionListQuery, SuggestionSummary } from "#shared/contracts/suggestion.ts";
import { boxRelationsTo, can, type Principal } from "#shared/domain/authorisation.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { isRefusal, onClause, type Refusal, refuse } from "#shared/domain/refusal.ts";
import { type SuggestionCommand, suggestionCommands } from "#shared/domain/suggestion/commands.ts";
import { decide, openCommands } from "#shared/domain/suggestion/decide.ts";
import { foldSuggestion } from "#shared/domain/suggestion/history.ts";
import type { SuggestionStage } from "#shared/domain/suggestion/suggestion.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { Known } from "#shared/ports/directory-reader.ts";
import type { LoadedSuggestion, SuggestionStore } from "#shared/ports/suggestion-store.ts";

type Ports = Omit<ErrandPorts, "suggestions"> & {
  readonly suggestions: Pick<SuggestionStore, "find" | "save" | "list">;
};

const USUAL_LIMIT = 25;
const ATTEMPTS = 6;
const openStages = ["received", "opened", "reviewed", "assigned", "converting", "replied"] as const;

/**
 * Lists the box. Rows a person may not see are left out before pages are cut, so neither their number nor a cursor tells that there
 * are any: a person complained about gets the very answer they would get without the complaint (invariant 7).
 */
export async function listSuggestions(
  query: SuggestionListQuery,
  principal: Principal,
  now: string,
  { suggestions, directory }: Pick<Ports, "suggestions" | "directory">,
): Promise<Page<SuggestionSummary>> {
  const known = await directory.everybody();
  const day = contextOf(known, principal.officeId, now).time.dayOf(now);
  const limit = query.limit ?? USUAL_LIMIT;
  const stages: readonly SuggestionStage[] = query.state ? [query.state] : openStages;
  const [from, cursor] = query.cursor?.split("/") ?? [];
  const items: SuggestionSummary[] = [];
  let last = "";
  for (const stage of stages.slice(Math.max(0, stages.indexOf(from as SuggestionStage)))) {
    let position = stage === from ? cursor : undefined;
    for (;;) {
      const rows = await suggestions.list(stage, limit + 1, position);
      for (const { summary, standing, cursor: at } of rows) {
        const relations = boxRelationsTo(standing, principal, known, day);
        if (!can(principal, { on: "suggestion", do: "read", relations })) continue;
        if (items.length === limit) return { items, cursor: last };
        items.push(summary);
        last = `${stage}/${at}`;
      }
      if (rows.length <= limit) break;
      position = rows.at(-1)?.cursor;
    }
  }
  return { items };
}

type View = ReturnType<typeof boxView>;

const seen = async (
  number: string,
  principal: Principal,
  now: string,
  { suggestions, directory }: Pick<Ports, "suggestions" | "directory">,
): Promise<{ readonly found: LoadedSuggestion; readonly known: Known } | Refusal> => {
  const stored = storedNumber(number);
  const [found, known] = await Promise.all([
    stored === undefined ? undefined : suggestions.find(stored),
    directory.everybody(),
  ]);
  if (!found) return refuse("not-found");
  const day = contextOf(known, found.suggestion.officeId, now).time.dayOf(now);
  const relations = boxRelationsTo(found.suggestion, principal, known, day);
  return can(principal, { on: "suggestion", do: "read", relations }) ? { found, known } : refuse("not-found");
};

const viewFor = (found: LoadedSuggestion, known: Known, now: string, principal: Principal): View =>
  boxView(found, now, openCommands(found.suggestion, contextOf(known, found.suggestion.officeId, now, principal.id)));

/** Shows a suggestion to those who work on it; for those it is about, and everybody else, it does not exist. */
export async function showSuggestion(
  number: string,
  principal: Principal,
  now: string,
  ports: Pick<Ports, "suggestions" | "directory">,
): Promise<View | Refusal> {
  const opened = await seen(number, principal, now, ports);
  return isRefusal(opened) ? opened : viewFor(opened.found, opened.known, now, principal);
}

/**
 * Carries out a command on the version its sender saw, and what it ordered elsewhere; a refusal changes nothing. Repeated under its key
 * it is answered and not carried out again.
 */
export async function commandSuggestion(
  request: {
    readonly number: string;
    readonly version: number;
    readonly idempotencyKey?: string | undefined;
    readonly now: string;
  },
  command: SuggestionCommand,
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  const { now } = request;
  const actor = { kind: "staff", id: principal.id } as const;
  const mark = markOf(request.idempotencyKey, actor, command, ports.digests);
  const result = await again(ATTEMPTS, async () => {
    const opened = await seen(request.number, principal, now, ports);
    if (isRefusal(opened)) return opened;
    const { found, known } = opened;
    const { suggestion, ...stored } = found;
    const view = () => viewFor(found, known, now, principal);
    const repeated = answerAgain(stored.document, mark, view);
    if (repeated) return repeated;
    if (revisionOf(stored.document) !== request.version) return { ...refuse("stale"), current: view() };
    const context = contextOf(known, suggestion.officeId, now, principal.id, replyGate(known));
    const writer = suggestion.name === null ? undefined : stored.document.texts[suggestion.name]?.body;
    const decision = decide(suggestion, command, context, writer);
    if (isRefusal(decision)) return decision;
    if (isFull(stored.document)) return refuse("too-many-entries", "FIR-8");
    const commanded = { at: now, actor, act: command.type, ...(mark && { request: mark }) };
    const saved = await commit(stored, decision, commanded, ports.suggestions, ports.digests);
    if (!saved) return "stale";
    const after = foldSuggestion(saved.document);
    await sendNotices("suggestion", after, suggestion.outbox, ports.queue);
    await runErrands({ ...saved, suggestion: after }, known, now, ports);
    const done = await ports.suggestions.find(saved.number);
    return done ? viewFor(done, known, now, principal) : refuse("not-found");
  });
  return onClause(result ?? refuse("busy"), suggestionCommands[command.type].clause);
}
