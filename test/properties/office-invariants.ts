import { isRefusal } from "#shared/domain/refusal.ts";
import type { LoadedConduct } from "#shared/ports/conduct-store.ts";
import { conduct as rules } from "#shared/rules/rule-pack.ts";
import type { centre } from "#test/fakes/centre.ts";
import { BrokenInvariant } from "./step.ts";

/** What is true of a note in the box, whatever the system thinks of it. */
export interface Truth {
  /** A wording that stands in it and nowhere else. */
  readonly mark: string;
  /** Whom it complains about, since an entry of its history and an instant. */
  readonly concerned: ReadonlySet<string>;
  readonly entry: number;
  readonly since: string;
  readonly anonymous: boolean;
  /** When its writer sat in front of the form. */
  readonly moments: string[];
}

const ladder = ["criticism", "admonition", "transfer"];
const laddered = (category: string | undefined): boolean =>
  rules.categories.some((each) => each.code === category && each.laddered);

/** A verified breach takes exactly the rung after those that count, and the measure is the one of its rung (invariant 6). */
export function checkRegister(records: readonly LoadedConduct[]): void {
  for (const { document, record } of records) {
    const counting = new Set<string>();
    const proposed = new Map<string, string | null>();
    const categoryOf = (id: string) => record.cases.find((each) => each.id === id)?.category;
    for (const { events } of document.history)
      for (const event of events) {
        if (event.type === "Verified") {
          if (proposed.has(event.caseId)) throw new BrokenInvariant(6, "a breach was verified twice");
          const rung = laddered(categoryOf(event.caseId)) ? counting.size + 1 : null;
          if (event.rung !== rung) throw new BrokenInvariant(6, `rung ${event.rung} was taken where ${rung} was due`);
          if (rung !== null) counting.add(event.caseId);
          const measure = rung === null ? null : (ladder[Math.min(rung, 3) - 1] ?? null);
          proposed.set(event.caseId, event.serious ? "sanction-referral" : measure);
        }
        if (event.type === "MeasureSet" && event.code !== proposed.get(event.caseId))
          throw new BrokenInvariant(6, `the measure ${event.code} is not that of the rung`);
        if (event.type === "AppealDecided" && event.outcome === "overturned") counting.delete(event.caseId);
      }
  }
}

const states = ["received", "opened", "reviewed", "assigned", "replied", "converting", "published", "closed"];

/** Nobody complained about finds the complaint anywhere, and an anonymous writer is nowhere to be found (invariant 7). */
export async function checkSecrecy(
  world: ReturnType<typeof centre>,
  truths: ReadonlyMap<string, Truth>,
  now: string,
): Promise<void> {
  const accused = new Set([...truths.values()].flatMap(({ concerned }) => [...concerned]));
  for (const id of accused) {
    const against = [...truths].filter(([, { concerned }]) => concerned.has(id));
    for (const [number] of against) {
      if (!isRefusal(await world.show(id, number, now)))
        throw new BrokenInvariant(7, `${id} can open a complaint about them`);
      if (!isRefusal(await world.command(id, number, { type: "open" }, now)))
        throw new BrokenInvariant(7, `${id} can work on a complaint about them`);
    }
    const lists = await Promise.all(states.map((state) => world.list(id, now, { state, limit: 100 })));
    const { items } = await world.register(id, now);
    const cases = await Promise.all(items.map((row) => world.conductOf(id, row.id, now)));
    const said = JSON.stringify([lists, items, cases]);
    for (const [number, { mark, since }] of against) {
      if (said.includes(number) || said.includes(mark))
        throw new BrokenInvariant(7, `${id} can read of a complaint about them`);
      if (world.inboxOf(id).some((notice) => notice.number === number && notice.deliveredAt > since))
        throw new BrokenInvariant(7, `${id} was told of a complaint about them`);
    }
  }
  for (const { number, document, suggestion } of world.ports.suggestions.all()) {
    const truth = truths.get(number);
    // By entries: a writer's stamp may lie behind that of what was decided after it.
    const queuedSince = new Set(
      document.history
        .filter(({ seq }) => truth && seq >= truth.entry)
        .flatMap(({ events }) => events.flatMap((event) => (event.type === "NoticeQueued" ? [event.notice.id] : []))),
    );
    const addressed = suggestion.outbox.find(
      ({ id, recipientId }) => truth?.concerned.has(recipientId) && queuedSince.has(id),
    );
    if (addressed) throw new BrokenInvariant(7, `a notice of a complaint is addressed to ${addressed.recipientId}`);
    if (!truth?.anonymous) continue;
    const kept = JSON.stringify(document);
    if (truth.moments.some((moment) => kept.includes(moment)))
      throw new BrokenInvariant(7, "the moment at which an anonymous writer wrote is kept");
  }
}
