import { staff } from "#infra/local/demo-directory.ts";
import { digests } from "#shared/aws/digests.ts";
import { putInBox } from "#shared/cases/put-in-box.ts";
import { takeIn } from "#shared/cases/take-in.ts";
import type { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";
import type { ConductCommand, ConductCommandType } from "#shared/domain/conduct/commands.ts";
import { brokenEntry, type CaseDocument } from "#shared/domain/history.ts";
import { isRefusal, type Refusal } from "#shared/domain/refusal.ts";
import type { SuggestionCommand, SuggestionCommandType } from "#shared/domain/suggestion/commands.ts";
import type { LoadedInquiry } from "#shared/ports/inquiry-store.ts";
import type { Receipt } from "#shared/ports/receipts.ts";
import type { LoadedSuggestion } from "#shared/ports/suggestion-store.ts";
import { centre } from "#test/fakes/centre.ts";
import { checkRegister, checkSecrecy, type Truth } from "./office-invariants.ts";
import { rungOwed } from "./rungs-owed.ts";
import { at, BrokenInvariant, type Step } from "./step.ts";

type Centre = ReturnType<typeof centre>;

/** What the world outside knows: receipts in people's hands, and whom each note in the box is about. */
interface Known {
  /** By submission key: what was sent under it, and the receipt if one was seen. */
  readonly sent: Map<string, { readonly content: string; receipt?: Receipt }>;
  readonly truths: Map<string, Truth>;
  readonly refusals: Map<string, number>;
}

const ids = staff.map((person) => person.id);
const office = ["gulinar", "zhang-jianguo"];
/** Few, so that breaches of the same person meet. */
const suspects = ["rena", "aysha", "gulinar"];

const lost = (): never => {
  throw new Error("The answer got lost");
};

/** Hands the receipt over, or finds that the same key gave another one. */
function acknowledge(known: Known, key: string, content: string, answer: Receipt | Refusal): void {
  const earlier = known.sent.get(key);
  if (isRefusal(answer)) {
    if (!earlier || earlier.content === content)
      throw new BrokenInvariant(1, `a submission was refused: ${answer.code}`);
    return;
  }
  if (earlier && earlier.content !== content)
    throw new BrokenInvariant(1, "another submission got the receipt of the first");
  const before = earlier?.receipt;
  if (before && (before.number !== answer.number || before.secret !== answer.secret))
    throw new BrokenInvariant(1, "the same submission got another receipt");
  known.sent.set(key, { content, receipt: { number: answer.number, secret: answer.secret } });
}

/** A citizen asks; now and then the answer gets lost after the case was stored, and the same key comes again later. */
async function ask(world: Centre, known: Known, { pick, who }: Step, now: string): Promise<void> {
  const key = `inquiry-key-of-a-citizen-${pick % 5}`;
  const content = at(["我想提取公积金。", "贷款何时放款？"], who >> 3);
  const { ports } = world;
  const inquiries = {
    find: ports.inquiries.find,
    add: async (stored: Parameters<typeof ports.inquiries.add>[0]) => {
      const added = await ports.inquiries.add(stored);
      return pick % 7 === 0 ? lost() : added;
    },
  };
  const submission = {
    channel: "web",
    office: "centre",
    subject: "事由",
    content,
    name: "某人",
    phone: "13900000001",
  } as const;
  try {
    acknowledge(known, key, content, await takeIn(submission, { idempotencyKey: key, now }, { ...ports, inquiries }));
  } catch (error) {
    if (error instanceof BrokenInvariant) throw error;
    if (!known.sent.has(key)) known.sent.set(key, { content });
  }
}

/** Writers act at milliseconds at which nobody else does and from which nothing is counted: where one stands, it was kept. */
const writersMoment = (now: string): string => now.replace(/\.\d{3}Z$/, ".777Z");

/** Somebody puts a note into the box: a complaint about one of the staff, or praise; with a name or without. */
async function write(world: Centre, known: Known, { pick, who }: Step, turn: string): Promise<void> {
  const now = writersMoment(turn);
  const key = `note-key-of-a-citizen-${pick % 6}`;
  const about = at(ids, who);
  const named = (pick >> 4) % 3 === 0;
  const submission: SubmitSuggestionRequest = {
    category: at(["complaint", "complaint", "suggestion"] as const, pick >> 6),
    content: `记号${pick % 6}-${who % 4}：说不归他管。`,
    about: { staffName: world.person(about).name },
    ...(named && { name: "王五", phone: "13900000009" }),
  };
  const answer = await putInBox(submission, { idempotencyKey: key, now }, world.ports);
  const fresh = known.sent.get(key) === undefined;
  acknowledge(known, key, JSON.stringify(submission), answer);
  if (!isRefusal(answer) && fresh)
    known.truths.set(answer.number, {
      mark: submission.content,
      concerned: submission.category === "complaint" ? new Set([about]) : new Set(),
      entry: 1,
      since: now,
      anonymous: !named,
      moments: [now],
    });
}

function suggestionCommand(type: SuggestionCommandType, { pick, who }: Step): SuggestionCommand {
  const text = at(["您好，已核实并整改，谢谢您的监督。", "不知道"], pick);
  switch (type) {
    case "review": {
      const about = { staffIds: [at(suspects, who)], unitIds: who % 5 === 0 ? ["credit"] : [] };
      return { type, category: at(["complaint", "complaint", "opinion"] as const, pick), topic: "attitude", about };
    }
    case "assign":
      return { type, staffId: at(ids, pick) };
    case "reply":
    case "message":
      return { type, text };
    case "publish":
      return { type, text: at(["窗口态度", "热娜态度不好"], pick), reply: "您好，已整改，谢谢。" };
    case "convert":
      return { type, office: "centre", subject: "转为咨询" };
    case "openConduct":
      return { type, staffId: at(suspects, who), category: "forbidden-words", facts: "用语不当。" };
    case "returnAssignment":
    case "close":
      return { type, reason: "因为需要" };
    default:
      return { type };
  }
}

const membersOf = (unitId: string): readonly string[] =>
  ids.filter((id) => staff.some((p) => p.id === id && p.unitId === unitId));

/** Somebody works on a note: mostly what is open to them. */
async function work(world: Centre, known: Known, step: Step, now: string): Promise<void> {
  const notes = world.ports.suggestions.all();
  if (notes.length === 0) return;
  const { number, suggestion } = at(notes, step.pick);
  const actor = at([...office, ...office, suggestion.assigneeId ?? "gulinar", at(ids, step.who)], step.who);
  const seen = await world.show(actor, number, now);
  const open = isRefusal(seen) || step.pick % 6 === 0 ? (["open", "reply", "review"] as const) : seen.commands;
  if (open.length === 0) return;
  const command = suggestionCommand(at(open, step.what >> 4), step);
  const result = await world.command(actor, number, command, now);
  if (isRefusal(result)) {
    known.refusals.set(result.code, (known.refusals.get(result.code) ?? 0) + 1);
    return;
  }
  const truth = known.truths.get(number);
  if (command.type !== "review" || !truth) return;
  const { staffIds, unitIds } = command.about;
  const heads = unitIds.includes("credit") ? ["liu-fang"] : [];
  const named = new Set([...staffIds, ...heads, ...unitIds.flatMap(membersOf)]);
  const concerned: Truth["concerned"] = command.category === "complaint" ? named : new Set();
  const decided = world.ports.suggestions.all().find((note) => note.number === number);
  const entry = decided?.document.history.findLast(({ act }) => act === "review")?.seq ?? 0;
  known.truths.set(number, { ...truth, concerned, entry, since: writersMoment(now) });
}

function conductCommand(type: ConductCommandType, { pick }: Step, proposed: string | null | undefined): ConductCommand {
  switch (type) {
    case "hear":
      return { type, facts: "您对来访人说“不归我管”。" };
    case "state":
    case "appeal":
      return { type, text: "当时太忙。" };
    case "verify":
      return { type, reasons: "经核实", serious: pick % 9 === 0 };
    case "dismiss":
      return { type, reasons: "查无实据" };
    case "setMeasure":
      return { type, measure: (pick % 4 > 0 && proposed) || at(["criticism", "admonition", "transfer"], pick) };
    case "recordRetraining":
      return { type, note: "已参加培训" };
    case "decideAppeal":
      return { type, outcome: at(["upheld", "overturned"] as const, pick), reasons: "复核意见" };
    default:
      return { type };
  }
}

/** Somebody who has something to do takes a step in the register on what they see; now and then one that is not theirs. */
async function judge(world: Centre, known: Known, step: Step, now: string): Promise<void> {
  const cases = world.ports.conduct
    .all()
    .flatMap(({ record }) => record.cases.map(({ id }) => ({ id, staffId: record.staffId })));
  if (cases.length === 0) return;
  const { id, staffId } = at(cases, step.pick);
  const [first = "", ...others] = [...office, staffId, at(ids, step.who)];
  const turns = step.who % 3 === 0 ? [...others, first] : [first, ...others];
  for (const actor of turns) {
    const seen = await world.conductOf(actor, id, now);
    const usual = isRefusal(seen) ? [] : seen.commands.filter((type) => type !== "dismiss" || step.pick % 8 === 0);
    const anyhow = step.pick % 7 === 0;
    if (usual.length === 0 && !anyhow) continue;
    const open = anyhow ? (["verify", "setMeasure", "hear"] as const) : usual;
    const proposed = isRefusal(seen) ? undefined : seen.decision?.proposed;
    const command = conductCommand(at(open, step.what >> 4), step, proposed);
    const result = await world.decideOn(actor, id, command, now);
    if (isRefusal(result)) known.refusals.set(result.code, (known.refusals.get(result.code) ?? 0) + 1);
    else if (!isRefusal(seen) && result.version <= seen.version)
      throw new BrokenInvariant(4, `${command.type} was granted and is not in the history`);
    return;
  }
}

const whole = (kind: string, documents: readonly { readonly document: CaseDocument<unknown> }[]): void => {
  for (const { document } of documents)
    if (brokenEntry(document, digests.digest) !== undefined)
      throw new BrokenInvariant(4, `the history of a ${kind} does not hold together`);
};

/** Every receipt in somebody's hands opens the case it was given for, and there is one case a submission. */
async function checkReceipts(world: Centre, { sent }: Known): Promise<void> {
  const inquiries: readonly LoadedInquiry[] = world.ports.inquiries.all();
  const notes: readonly LoadedSuggestion[] = world.ports.suggestions.all();
  for (const { receipt, content } of sent.values()) {
    if (!receipt) continue;
    const inquiry = inquiries.find(({ number }) => number === receipt.number);
    const found = inquiry?.document.texts[inquiry.inquiry.content]?.body ?? (await world.track(receipt));
    if (isRefusal(found) || (typeof found === "string" && found !== content))
      throw new BrokenInvariant(1, "an acknowledged submission is lost");
  }
  const converted = notes
    .flatMap(({ suggestion }) => suggestion.errands)
    .filter(({ kind, done }) => kind === "inquiry" && done);
  const keys = [...sent].filter(([key, { receipt }]) => receipt || key.startsWith("inquiry"));
  if (inquiries.length + notes.length > keys.length + converted.length)
    throw new BrokenInvariant(1, "one submission became two cases");
}

/** What was met, cancelled or stopped too late was broken, and somebody was told (invariant 3). */
function checkLadders({ ports }: Centre): void {
  const states = [
    ...ports.inquiries.all().map(({ inquiry }) => inquiry),
    ...ports.suggestions.all().map(({ suggestion }) => suggestion),
    ...ports.conduct.all().map(({ record }) => record),
  ];
  for (const state of states) {
    const owed = rungOwed(state);
    if (owed) throw new BrokenInvariant(3, owed);
  }
}

/** Lives the office through random steps (box, register, intake, audit, all over the shipped use cases) and throws at the first invariant that does not hold. */
export async function liveInOffice(
  start: Step,
  steps: readonly Step[],
): Promise<{ commits: number; refusals: Known["refusals"] }> {
  const world = centre();
  const known: Known = { sent: new Map(), truths: new Map(), refusals: new Map() };
  let now = new Date(Date.parse("2026-11-20T02:07:11.123Z") + (start.wait % 9000) * 60_000).toISOString();
  for (const [index, step] of steps.entries()) {
    now = new Date(Date.parse(now) + step.wait * 60_000).toISOString();
    const turn = step.what % 16;
    if (turn < 2) await ask(world, known, step, now);
    else if (turn < 4) await write(world, known, step, now);
    else if (turn < 7) await work(world, known, step, now);
    else if (turn === 7)
      await world.suspect(
        at(["gulinar", "zhang-jianguo"], step.who),
        at(["rena", "aysha"], step.pick),
        now,
        at(["forbidden-words", "cold-reception", "absent-from-post"], step.who),
      );
    else if (turn === 8) await sayMore(world, known, step, now);
    else if (turn === 9) await world.sweep(now);
    // Two at once: what one decides the other has to decide anew.
    else
      await Promise.all([
        judge(world, known, step, now),
        judge(world, known, { ...step, pick: step.pick >> 2, what: step.what >> 2 }, now),
      ]);
    if (index % 12 === 11 || index === steps.length - 1) {
      checkRegister(world.ports.conduct.all());
      await checkSecrecy(world, known.truths, now);
    }
  }
  await checkReceipts(world, known);
  checkLadders(world);
  whole("suggestion", world.ports.suggestions.all());
  whole("record", world.ports.conduct.all());
  const documents = [...world.ports.suggestions.all(), ...world.ports.conduct.all(), ...world.ports.inquiries.all()];
  return {
    commits: documents.reduce((sum, { document }) => sum + document.history.length, 0),
    refusals: known.refusals,
  };
}

/** A writer comes back with a further word. */
async function sayMore(world: Centre, known: Known, { pick }: Step, now: string): Promise<void> {
  const receipts = [...known.sent.values()].flatMap(({ receipt }) =>
    receipt && known.truths.has(receipt.number) ? [receipt] : [],
  );
  const receipt = receipts[pick % Math.max(1, receipts.length)];
  if (!receipt) return;
  const moment = writersMoment(now);
  await world.say(receipt, "还想补充一句。", moment);
  known.truths.get(receipt.number)?.moments.push(moment);
}
