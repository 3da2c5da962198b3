import { actingFor, isPresent, staffOf } from "#shared/domain/directory.ts";
import type { Suggestion } from "#shared/domain/suggestion/suggestion.ts";
import { rungOwed } from "#test/properties/rungs-owed.ts";
import type { Built } from "./build.ts";
import type { Receipts } from "./citizen.ts";
import { uncounted } from "./clock-invariants.ts";
import { calm } from "./faults.ts";
import { isHeld } from "./invariants.ts";
import { untold } from "./outside.ts";
import { BrokenInvariant } from "./world.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const headsOwe: ReadonlySet<string> = new Set(["receive-referral", "assist", "designate"]);

/** What must hold once everything works again and has had its time; `swept` is when the last sweep began. */
function judgeCalm({ world, tables, queues, watch, inboxes }: Built, held: readonly Receipts[], swept: string): void {
  const fail = (invariant: string, what: string) => world.stopAt(new BrokenInvariant(invariant, what));
  const owed = new Set<string>();
  for (const receipts of held)
    for (const { number } of receipts.byKey.values())
      if (!receipts.isStored(number)) fail("1", `${number} was acknowledged and is lost`);
  for (const { table, key: number, state } of watch.all()) {
    const owedRung = rungOwed(state, swept);
    if (owedRung) fail("3", `${number}: ${owedRung}`);
    for (const notice of state.outbox) {
      if (!notice.deliveredAt) fail("3", `${number}: ${notice.id} was never delivered`);
      else if (!isHeld(notice, table, inboxes.get(`${number} ${notice.id}`) ?? []))
        fail(
          "3",
          `${number}: ${notice.id} lies in the inboxes of ${inboxes.get(`${number} ${notice.id}`) ?? "nobody"}`,
        );
      owed.add(`${number} ${notice.id}`);
    }
    const item = tables.find(table, number);
    if (Number(item?.["version"]?.N) !== state.version) fail("version", `${number} is not as last seen`);
  }
  for (const each of inboxes.keys()) if (!owed.has(each)) fail("3", `${each} lies in an inbox and is owed by no case`);
  for (const { key, state } of watch.all().filter(({ table }) => table === "suggestions"))
    for (const errand of (state as unknown as Suggestion).errands) {
      if (!errand.done) fail("1", `${key}: ${errand.kind} was ordered and never carried out`);
      if (errand.kind === "inquiry" && errand.done && !watch.inquiry(errand.done.result))
        fail("1", `${key} became ${errand.done.result}, which is not there`);
    }
  if (!queues.empty) fail("3", "a queue is not empty after calm");
  for (const letter of queues.deadLetters()) {
    const { number, noticeId } = JSON.parse(letter) as { number: string; noticeId: string };
    const known = watch.all().find(({ key }) => key === number);
    if (!known?.state.outbox.some(({ id, deliveredAt }) => id === noticeId && deliveredAt))
      fail("3", `the dead letter ${letter} is explained by nothing`);
  }
}

/** Nothing waits for somebody who is away, once a sweep has gone by that began at `swept`. */
function judgeAbsence({ world, watch, directoryNow }: Built, swept: string): void {
  const present = directoryNow();
  // Midnight may have passed since: leave that began then is for the next sweep.
  const day = new Date(Date.parse(swept) + 8 * HOUR).toISOString().slice(0, 10);
  for (const number of watch.numbers()) {
    const inquiry = watch.inquiry(number)?.inquiry;
    if (!inquiry || inquiry.stage === "closed") continue;
    const waitsFor = (id: string, what: string): void => {
      const person = staffOf(present, id);
      const deputy = actingFor(present, id, day);
      if ((!person || !isPresent(person, day)) && deputy?.id !== id)
        world.stopAt(
          new BrokenInvariant("2", `${number}: ${what} waits for ${id}, who is away, and ${deputy?.id} acts`),
        );
    };
    waitsFor(inquiry.caseworkerId, "the case");
    // What the case's own people owe goes with the case, or stays theirs (FIR-3); what is owed by the post does not wait for its holder.
    for (const { id, kind, ownerId, state } of inquiry.limits)
      if (headsOwe.has(kind) && (state === "running" || state === "paused")) waitsFor(ownerId, id);
  }
}

/** What must hold of dates and of what goes outside, once everything had its time. */
function judgeOwed({ world, queues, outside, watch, directoryNow, yearsNow }: Built): void {
  const fail = (invariant: string, what: string) => world.stopAt(new BrokenInvariant(invariant, what));
  for (const { table, key, state, limits } of watch.all()) {
    const { officeId } = state as Partial<Suggestion>;
    const own = staffOf(directoryNow(), key)?.officeId;
    const wrong = uncounted(table, limits, officeId ?? own ?? "", yearsNow());
    if (wrong !== undefined) fail("SC-1", `${key}: ${wrong}`);
  }
  const wrong = untold(queues, outside, ({ key }) => {
    const [, number, id] = key.split(" ");
    return watch.inquiry(number ?? "")?.inquiry.outbox.find((notice) => notice.id === id)?.kind;
  });
  if (wrong !== undefined) fail("FIR-5.6", wrong);
}

/** Lets everything work and time pass until nothing is owed any more; then judges. */
export async function comeToRest(built: Built, ...held: readonly Receipts[]): Promise<void> {
  const { world, watch, queues, audit } = built;
  // That pages end early is no fault, it is how they are.
  const { pageCut, indexLag } = world.mix;
  world.becomeCalm({ ...calm, pageCut, indexLag: Math.min(indexLag, calm.indexLag) });
  let rested = false;
  let swept = "";
  const rest = async () => {
    await world.sleep(7 * HOUR);
    for (const last of built.beforeRest) await last();
    const commits = () => watch.all().reduce((sum, { state }) => sum + state.version, 0);
    // What a sweep brings about may be owed in turn: it is over when a sweep finds nothing and nothing is on its way.
    for (let turn = 0; turn < 80; turn += 1) {
      swept = new Date(world.now()).toISOString();
      const before = commits();
      await audit();
      await world.sleep(3 * MINUTE);
      judgeAbsence(built, swept);
      const waiting = watch
        .all()
        .flatMap(({ state }) =>
          state.outbox.flatMap((notice) => (notice.deliveredAt ? [] : [Date.parse(notice.nextAttemptAt)])),
        );
      if (waiting.length === 0 && queues.empty && commits() === before) break;
      await world.sleep(Math.max(0, Math.min(DAY, ...waiting.map((at) => at - world.now() + 1_000))));
    }
    rested = true;
  };
  void rest();
  await world.live(() => rested && queues.empty);
  if (!world.broken) judgeCalm(built, held, swept);
  if (!world.broken) judgeOwed(built);
}
