import { boxRelationsTo, can } from "../authorisation.ts";
import { limitOf, openLimits } from "../case-clock.ts";
import { type Context, type Decision, type Draft, draft, end, gate } from "../decision.ts";
import { isPresent, staffOf, supervisorsOf, unitOf } from "../directory.ts";
import { keeperOf, worksUnder } from "../impartial.ts";
import { breachesFirst } from "../ladder.ts";
import { nextAttempt } from "../notices.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { impartialLadders } from "./audit.ts";
import {
  type SuggestionCommand,
  type SuggestionCommandRow,
  type SuggestionCommandType,
  suggestionCommands,
} from "./commands.ts";
import type { SuggestionEvent } from "./events.ts";
import { refuseNames } from "./publication.ts";
import { coarse, nextHour, replyLimit } from "./put-in.ts";
import { concernedBy, type Errand, isAnonymous, type Suggestion } from "./suggestion.ts";

type Of<T extends SuggestionCommand["type"]> = Extract<SuggestionCommand, { type: T }>;
type Result = Decision<SuggestionEvent> | Refusal;

/** Why a command is not open to this person now, by the table; undefined when it is. */
function whyNot(suggestion: Suggestion, type: SuggestionCommandType, context: Context): Refusal | undefined {
  const row: SuggestionCommandRow = suggestionCommands[type];
  const principal = staffOf(context.directory, context.actorId);
  const relations =
    principal && boxRelationsTo(suggestion, principal, context.directory, context.time.dayOf(context.now));
  if (!principal || !relations || !can(principal, { on: "suggestion", do: type, relations }))
    return refuse("not-yours", row.clause, { command: type, by: row.by.join("、") });
  if (!row.stages.includes(suggestion.stage))
    return refuse("wrong-stage", row.clause, { command: type, stage: suggestion.stage, stages: row.stages.join("、") });
  return undefined;
}

/** The commands open to this person on this suggestion now, in the order of the table. */
export const openCommands = (suggestion: Suggestion, context: Context): readonly SuggestionCommandType[] =>
  (Object.keys(suggestionCommands) as SuggestionCommandType[]).filter((type) => !whyNot(suggestion, type, context));

/** Decides a command on a suggestion: what happens, or why not and what to do instead. `writer` is the name nothing published may show. */
export function decide(
  suggestion: Suggestion,
  command: SuggestionCommand,
  context: Context,
  writer: string | undefined,
): Result {
  const not = whyNot(suggestion, command.type, context);
  if (not) return not;
  const { directory } = context;
  // What a review finds out counts for the notices that go out with it.
  const foundBy =
    command.type === "review"
      ? concernedBy({ about: { ...command.about, decided: true }, category: command.category }, directory)
      : [];
  const concerned = new Set([...concernedBy(suggestion, directory), ...foundBy]);
  return breachesFirst(suggestion, context, impartialLadders(concerned, context), (found) =>
    carryOut(found, command, context, writer),
  );
}

function carryOut(
  suggestion: Suggestion,
  command: SuggestionCommand,
  context: Context,
  writer: string | undefined,
): Result {
  const d = draft<SuggestionEvent>(suggestion, context, suggestionCommands[command.type].clause);
  switch (command.type) {
    case "open":
      d.events.push({ type: "Opened" });
      end(d, suggestion, ["suggestion-acknowledge"]);
      d.begin("suggestion-review", keeperId(suggestion, context, d.today));
      return d.done();
    case "review":
      return review(d, suggestion, command, context);
    case "assign":
      return assign(d, suggestion, command, context);
    case "returnAssignment": {
      d.events.push({ type: "AssignmentReturned", reason: d.keep("reason", command.reason) });
      const id = keeperId(suggestion, context, d.today);
      ownBy(d, suggestion, id, ({ ownerId }) => ownerId === suggestion.assigneeId);
      d.begin("suggestion-assign", id);
      d.notify("returned", id, "FIR-8");
      return d.done();
    }
    case "reply": {
      const passed = gate(command, context);
      if (isRefusal(passed)) return passed;
      return replied(d, suggestion, command.text, passed, context);
    }
    case "message": {
      const passed = gate(command, context);
      if (isRefusal(passed)) return passed;
      d.events.push({ type: "MessageSent", text: d.keep("message", command.text), ...confirmed(passed) });
      end(d, suggestion, ["suggestion-message"]);
      return d.done("SC-8");
    }
    case "publish":
      return publish(d, suggestion, command, context, writer);
    case "close":
      d.events.push({ type: "Closed", why: "unpublished", reason: d.keep("reason", command.reason) });
      for (const limit of openLimits(suggestion))
        d.events.push({ type: limit.kind === "suggestion-publish" ? "LimitMet" : "LimitCancelled", id: limit.id });
      return d.done("FIR-5");
    case "convert":
      return convert(d, suggestion, command, context);
    case "openConduct":
      return openConduct(d, suggestion, command, context);
  }
}

type Drafted = Draft<SuggestionEvent>;

const confirmed = (groups: readonly string[]) => (groups.length > 0 ? { confirmed: groups } : {});

const keeperId = (suggestion: Pick<Suggestion, "about" | "category">, { directory }: Context, day: string): string =>
  keeperOf(directory, concernedBy(suggestion, directory), day)?.id ?? "office";

const ownBy = (
  d: Drafted,
  suggestion: Suggestion,
  ownerId: string,
  which: (limit: Suggestion["limits"][number]) => boolean,
): void => {
  for (const limit of openLimits(suggestion))
    if (which(limit) && limit.ownerId !== ownerId) d.events.push({ type: "LimitOwned", id: limit.id, ownerId });
};

/** Category, topic and whom it is about, as the office finds them; from here on those named are kept out, and only those. */
function review(d: Drafted, suggestion: Suggestion, command: Of<"review">, context: Context): Result {
  const { category, topic } = command;
  const unknown = command.about.staffIds.find((id) => !staffOf(context.directory, id));
  if (unknown !== undefined) return refuse("unknown-staff", "FIR-8", { staffId: unknown });
  const unit = command.about.unitIds.find((id) => !unitOf(context.directory, id));
  if (unit !== undefined) return refuse("unknown-unit", "FIR-8", { unit });
  const about = { ...command.about, decided: true };
  d.events.push({ type: "Reviewed", category, topic, about });
  end(d, suggestion, ["suggestion-acknowledge", "suggestion-review"]);
  const owner = keeperId({ about, category }, context, d.today);
  const [was, is] = [replyLimit(suggestion.category), replyLimit(category)];
  ownBy(d, suggestion, owner, ({ kind }) => kind === is || kind === "suggestion-message");
  if (was !== is) {
    end(d, suggestion, [was], "LimitCancelled");
    d.begin(is, owner, { startedAt: suggestion.receivedAt });
  }
  if (limitOf(suggestion, "suggestion-assign"))
    ownBy(d, suggestion, owner, (limit) => limit.kind === "suggestion-assign");
  else d.begin("suggestion-assign", owner);
  return d.done();
}

/** Gives it to somebody to answer: never to those it is about, nor to anybody who works under them. */
function assign(d: Drafted, suggestion: Suggestion, command: Of<"assign">, context: Context): Result {
  const { directory } = context;
  const person = staffOf(directory, command.staffId);
  if (!person || !isPresent(person, d.today)) return refuse("person-absent", "FIR-8", { staffId: command.staffId });
  if (person.id === suggestion.assigneeId) return refuse("already-theirs", "FIR-8");
  const concerned = concernedBy(suggestion, directory);
  if (concerned.has(person.id)) return refuse("assigned-to-concerned", "FIR-8", { staffId: person.id });
  const ofOffice = supervisorsOf(directory).some((supervisor) => supervisor.id === person.id);
  if (!ofOffice && worksUnder(directory, person, concerned, d.today))
    return refuse("assigned-to-subordinate", "FIR-8", { staffId: person.id });
  d.events.push({ type: "Assigned", toId: person.id });
  end(d, suggestion, ["suggestion-assign"]);
  ownBy(
    d,
    suggestion,
    person.id,
    ({ kind }) => kind === replyLimit(suggestion.category) || kind === "suggestion-message",
  );
  d.notify("handed-over", person.id, "FIR-8");
  return d.done();
}

/** The reply reaches the writer over the receipt; whether it is published is decided next. */
function replied(
  d: Drafted,
  suggestion: Suggestion,
  text: string,
  passed: readonly string[],
  context: Context,
): Result {
  d.events.push({
    type: "Replied",
    text: d.keep("reply", text),
    by: context.actorId ?? "",
    ...confirmed(passed),
  });
  end(d, suggestion, ["suggestion-assign", replyLimit(suggestion.category), "suggestion-message"]);
  d.begin("suggestion-publish", keeperId(suggestion, context, d.today));
  return d.done("FIR-5", "SC-8");
}

/** Publishes the office's own wording of question and answer: nobody can be recognised in it. */
function publish(
  d: Drafted,
  suggestion: Suggestion,
  command: Of<"publish">,
  context: Context,
  writer: string | undefined,
): Result {
  const not = refuseNames([command.text, command.reply], context.directory, writer);
  if (not) return not;
  const passed = gate({ text: command.reply, confirmed: command.confirmed }, context);
  if (isRefusal(passed)) return passed;
  d.events.push({
    type: "Published",
    text: d.keep("published-text", command.text),
    reply: d.keep("published-reply", command.reply),
  });
  end(d, suggestion, ["suggestion-publish"]);
  return d.done("FIR-1");
}

const order = (d: Drafted, errand: Errand): void => {
  d.events.push({ type: "ErrandOrdered", errand });
};

/** Makes an inquiry of it, with a first responder and limits of its own. What concerns somebody stays in the box. */
function convert(d: Drafted, suggestion: Suggestion, command: Of<"convert">, context: Context): Result {
  if (suggestion.category === "complaint") return refuse("complaint-stays", "FIR-8");
  if (!context.directory.offices.some((office) => office.id === command.office))
    return refuse("unknown-office", "FIR-3", { office: command.office });
  if (command.serviceCode !== undefined && !context.rules.services.has(command.serviceCode))
    return refuse("unknown-service", "SC-2", { service: command.serviceCode });
  order(d, {
    id: "inquiry",
    kind: "inquiry",
    office: command.office,
    subject: d.keep("subject", command.subject),
    ...(command.serviceCode !== undefined && { serviceCode: command.serviceCode }),
    orderedBy: context.actorId ?? "",
    nextAttemptAt: nextAttempt(context.now, 0),
  });
  end(d, suggestion, ["suggestion-assign"]);
  return d.done("FIR-8");
}

/** Opens a suspected breach of somebody the complaint is about; what is put to them is the office's wording, never the complaint. */
function openConduct(d: Drafted, suggestion: Suggestion, command: Of<"openConduct">, context: Context): Result {
  const concerned = concernedBy(suggestion, context.directory);
  if (!concerned.has(command.staffId)) return refuse("not-about-them", "FIR-10", { staffId: command.staffId });
  if (
    !context.rules.conduct.categories.some(({ code, usedIn }) => code === command.category && usedIn.includes("breach"))
  )
    return refuse("unknown-breach", "FIR-10", { category: command.category });
  const id = `conduct.${command.staffId}`;
  if (suggestion.errands.some((errand) => errand.id === id)) return refuse("conduct-already-open", "FIR-10");
  order(d, {
    id,
    kind: "conduct",
    staffId: command.staffId,
    category: command.category,
    facts: d.keep("facts", command.facts),
    orderedBy: context.actorId ?? "",
    nextAttemptAt: nextAttempt(context.now, 0),
  });
  return d.done("FIR-8");
}

/** Records that an errand is done; a suggestion that became an inquiry is answered with its number and closes. */
export function finishErrand(
  suggestion: Suggestion,
  id: string,
  result: string,
  context: Context,
): Decision<SuggestionEvent> | undefined {
  const errand = suggestion.errands.find((each) => each.id === id);
  if (!errand || errand.done) return undefined;
  const ladders = impartialLadders(concernedBy(suggestion, context.directory), context);
  return breachesFirst(suggestion, context, ladders, (found) => finished(found, errand, result, context));
}

function finished(suggestion: Suggestion, errand: Errand, result: string, context: Context): Decision<SuggestionEvent> {
  const { id } = errand;
  const d = draft<SuggestionEvent>(suggestion, context, "FIR-8");
  d.events.push({ type: "ErrandDone", id, result });
  if (errand.kind === "inquiry") {
    const text = d.keep(
      "reply",
      `您好，您反映的事项已转为咨询件办理，编号${result}，由首问责任人负责到您得到答复和结果。`,
    );
    d.events.push({ type: "Replied", text, by: errand.orderedBy });
    d.events.push({ type: "Closed", why: "converted", reason: text });
    for (const limit of openLimits(suggestion))
      d.events.push({ type: limit.kind === "suggestion-reply" ? "LimitMet" : "LimitCancelled", id: limit.id });
  }
  return d.done("FIR-5");
}

/**
 * A further word of the writer, recorded to the hour when they are anonymous; answered within a limit of its own. It ends and stops no
 * limit, so what was broken is left to the sweep: notices that went out with it would tell when somebody wrote.
 */
export function receiveMessage(suggestion: Suggestion, text: string, context: Context): Decision<SuggestionEvent> {
  const d = draft<SuggestionEvent>(suggestion, context, "FIR-8");
  d.events.push({ type: "MessageReceived", text: d.keep("message", text) });
  const concerned = concernedBy(suggestion, context.directory);
  const { assigneeId } = suggestion;
  const ownerId =
    assigneeId !== null && !concerned.has(assigneeId) ? assigneeId : keeperId(suggestion, context, d.today);
  if (!limitOf(suggestion, "suggestion-message")) d.begin("suggestion-message", ownerId);
  const delayed = isAnonymous(suggestion) ? { nextAttemptAt: nextHour(context.now) } : {};
  if (suggestion.stage !== "received") d.notify("message", ownerId, "FIR-8", delayed);
  return d.done("FIR-5");
}

/** The moment a writer's act is recorded at: to the hour for an anonymous one, yet never before what was recorded last. */
export function recordedAt(suggestion: Pick<Suggestion, "name" | "phone">, lastAt: string, now: string): string {
  if (!isAnonymous(suggestion)) return now;
  const hour = coarse(now);
  return hour > lastAt ? hour : lastAt;
}
