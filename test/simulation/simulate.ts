import { foldConduct } from "#shared/domain/conduct/history.ts";
import { concernedBy, type Suggestion } from "#shared/domain/suggestion/suggestion.ts";
import { keepBox, writer } from "./box.ts";
import { type Built, build, type Handlers } from "./build.ts";
import { citizen, type Receipts } from "./citizen.ts";
import { drawMix } from "./faults.ts";
import { inspect, loadCalendar } from "./office.ts";
import { type Random, randomFrom } from "./random.ts";
import { keepRegister } from "./register.ts";
import { comeToRest } from "./rest.ts";
import { changeStaff, look, record, work } from "./staff.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What came of one seed. */
export interface Lived {
  readonly broken?: Error;
  readonly digest: string;
  readonly requests: number;
  readonly steps: number;
  readonly commits: number;
  readonly cases: number;
}

const starts = ["2026-11-20T01:00:00Z", "2026-11-24T01:30:00Z", "2026-12-29T02:00:00Z", "2026-02-11T03:00:00Z"];

/** Lives one seed: citizens, staff, the schedule, the queues and what goes wrong between them, in a world that may be prepared. */
export async function simulate(
  seed: number,
  handlers: Handlers,
  older?: Handlers,
  prepare: (built: Built) => void = () => undefined,
): Promise<Lived> {
  const random = randomFrom(seed);
  const startAt = Date.parse(random.pick(starts)) + random.below(8 * 60) * MINUTE;
  const built = build(handlers, random, drawMix(random), startAt, undefined, older);
  prepare(built);
  const { world, queues, tables, watch, audit, api, inboxes, slotIds } = built;
  const receipts: Receipts = {
    byKey: new Map(),
    isStored: (number) => tables.find("inquiries", number) !== undefined,
    holdsText: (number, text) =>
      Object.values(watch.inquiry(number)?.document.texts ?? {}).some(({ body }) => body === text),
  };
  const letters: Receipts = {
    byKey: new Map(),
    isStored: (number) => tables.find("suggestions", number) !== undefined,
    holdsText: (number, text) =>
      Object.values(watch.case("suggestions", number)?.document.texts ?? {}).some(({ body }) => body === text),
  };
  const office = {
    world,
    api,
    letters,
    suggestions: () => watch.keysIn("suggestions"),
    register: () =>
      watch.keysIn("conduct").flatMap((key) => {
        const record = watch.case("conduct", key);
        return record ? foldConduct(record.document as never).cases.map(({ id }) => id) : [];
      }),
    historyOf: (table: "suggestions" | "conduct", key: string) => watch.case(table, key)?.document.history ?? [],
    concerned: (number: string) => {
      const suggestion = watch.case("suggestions", number)?.state as Suggestion | undefined;
      return suggestion ? concernedBy(suggestion, built.directoryNow()) : new Set<string>();
    },
  };
  const surroundings = {
    world,
    api,
    receipts,
    slotIds,
    numbers: watch.numbers,
    historyOf: (number: string) => watch.inquiry(number)?.document.history ?? [],
    concerned: (number: string) => {
      const inquiry = watch.inquiry(number)?.inquiry;
      if (!inquiry) return ["director"];
      const { limits, caseworkerId, firstResponder } = inquiry;
      return [
        caseworkerId,
        caseworkerId,
        firstResponder.staffId,
        ...limits.flatMap((limit) => (limit.state === "running" ? [limit.ownerId] : [])),
      ];
    },
  };
  const supervision = {
    world,
    api,
    inspections: () => watch.keysIn("inspections"),
    acts: (number: string) => (watch.case("inspections", number)?.document.history ?? []).map(({ act }) => act),
  };
  const days = random.pick([0.2, 1, 4, 12]);
  const span = days * DAY;
  // Everybody acts at a few common moments, so that they get in each other's way.
  const moments = Array.from({ length: random.between(3, 9) }, () => random.below(span)).sort((a, b) => a - b);
  const waits = (count: number): number[] => {
    const own = Array.from({ length: count }, () => random.pick(moments)).sort((a, b) => a - b);
    return own.map((at, index) => at - (own[index - 1] ?? 0));
  };
  for (let person = 1; person <= random.between(1, 3); person += 1)
    void citizen(`市民${person}`, [random.below(2_000), ...waits(random.between(1, 6))], surroundings);
  const writers = random.chance(0.5) ? random.between(1, 2) : 0;
  for (let person = 1; person <= writers; person += 1)
    void writer(`来信人${person}`, [random.below(2_000), ...waits(random.between(1, 4))], office);
  for (const moment of moments) {
    for (let worker = random.between(1, 3); worker > 0; worker -= 1)
      world.later(moment + random.below(400), () => void work(surroundings));
    if (random.chance(0.5))
      world.later(moment + random.below(2 * MINUTE), () => {
        void look(surroundings, [...inboxes.values()].flat());
      });
    for (let clerk = writers > 0 ? random.between(1, 3) : 0; clerk > 0; clerk -= 1)
      world.later(moment + random.below(400), () => void keepBox(office));
    if (writers > 0 && random.chance(0.8)) world.later(moment + random.below(400), () => void keepRegister(office));
    if (random.chance(0.15)) world.later(moment, () => void changeStaff(surroundings));
    if (random.chance(0.15)) world.later(moment + random.below(400), () => void inspect(supervision));
    if (random.chance(world.mix.forged))
      world.later(moment, () => queues.forge(forgery(random, surroundings.numbers())));
    if (random.chance(world.mix.directoryDown)) outage("directory", moment);
    if (random.chance(world.mix.queueDown)) outage("queues", moment);
    if (random.chance(world.mix.outsideDown)) outage("outside", moment);
  }
  // A year that is loaded in the middle, and once more when all comes to rest: it has reached every case then.
  if (random.chance(0.3)) {
    world.later(random.pick(moments) + random.below(400), () => void loadCalendar(supervision));
    built.beforeRest.push(() => loadCalendar(supervision));
  }
  if (random.chance(0.4))
    world.later(random.pick(moments), () => void record(surroundings, "key-of-a-call-0123456789"));

  function outage(what: "directory" | "queues" | "outside", moment: number): void {
    world.later(moment, () => {
      world.down[what] = true;
    });
    world.later(moment + random.below(2 * HOUR), () => {
      world.down[what] = false;
    });
  }

  let over = false;
  let sleeps = 0;
  const schedule = () => {
    if (over) return;
    if (!random.chance(world.mix.missedRun)) {
      void audit();
      if (random.chance(world.mix.doubledRun)) world.later(random.below(500), () => void audit());
    }
    const stopped = random.chance(world.mix.stoppedSchedule) ? random.below(2 * DAY) : 0;
    sleeps += 1;
    // The schedule of a minute is thinned out, and falls on the common moments, or close to them.
    const next = moments.map((moment) => startAt + moment - world.now()).find((wait) => wait > 5_000);
    const usual = Math.max(MINUTE, (span / 24) * random.next());
    world.later(stopped || (next !== undefined && random.chance(0.4) ? next + random.below(300) : usual), schedule);
  };
  world.later(random.below(MINUTE), schedule);
  world.later(span, () => {
    over = true;
  });
  await world.live(() => over);
  if (!world.broken) await comeToRest(built, receipts, letters);
  const { requests, steps } = world.counted;
  const commits = watch.all().reduce((sum, { state }) => sum + state.version, 0);
  return {
    ...(world.broken && { broken: world.broken }),
    digest: world.digest(),
    requests,
    steps: steps + sleeps,
    commits,
    cases: watch.numbers().length,
  };
}

/** A message nobody of us sent: nonsense, a case that is not there, a notice that is not owed. */
function forgery(random: Random, numbers: readonly string[]): string {
  const number = numbers.length > 0 ? random.pick(numbers) : "QAAAA-AAAAA";
  return random.pick([
    "not json",
    "{}",
    JSON.stringify({ kind: "inquiry", number: "QZZZZ-ZZZZZ", noticeId: "urgent.1.director" }),
    JSON.stringify({ kind: "inquiry", number, noticeId: "handling.1:2" }),
    JSON.stringify({ number, noticeId: "first-answer.1:0", recipientId: "clerk-b" }),
    JSON.stringify({ kind: "conduct", number, noticeId: "measure.1.clerk-c" }),
  ]);
}
