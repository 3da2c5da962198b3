import { foldConduct } from "#shared/domain/conduct/history.ts";
import { actingFor, isPresent, type Staff, staffOf } from "#shared/domain/directory.ts";
import { slotId } from "#shared/domain/slot.ts";
import type { Suggestion } from "#shared/domain/suggestion/suggestion.ts";
import { concernedBy } from "#shared/domain/suggestion/suggestion.ts";
import { directory } from "#test/properties/world.ts";
import { simulatedApi } from "./api.ts";
import { keepBox, keepRegister, writer } from "./box.ts";
import { citizen, type Receipts } from "./citizen.ts";
import { calm, drawMix, type Mix } from "./faults.ts";
import type { FunctionName, Handler } from "./handlers.ts";
import { watchCases } from "./invariants.ts";
import { becomePresent } from "./present.ts";
import { simulatedQueues } from "./queues.ts";
import { type Random, randomFrom } from "./random.ts";
import { changeStaff, look, record, work } from "./staff.ts";
import { type Item, simulatedTables } from "./tables.ts";
import { type Blow, BrokenInvariant, createWorld } from "./world.ts";

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

export type Handlers = Readonly<Record<FunctionName, Handler>>;

const starts = ["2026-11-20T01:00:00Z", "2026-11-24T01:30:00Z", "2026-12-29T02:00:00Z", "2026-02-11T03:00:00Z"];

/** A directory with a duty roster for three weeks. */
function furnish(tables: ReturnType<typeof simulatedTables>, from: number): void {
  const everybody = (prefix: string, list: readonly { readonly id: string }[]) => {
    for (const entry of list)
      tables.plant("directory", {
        kind: { S: "everybody" },
        id: { S: prefix + entry.id },
        body: { S: JSON.stringify(entry) },
      });
  };
  everybody("office#", directory.offices);
  everybody("staff#", directory.staff);
  everybody("body#", directory.outsideBodies);
  for (let day = 0; day < 21; day += 1) {
    const date = new Date(from + day * DAY).toISOString().slice(0, 10);
    const staffIds = [day % 2 === 0 ? "clerk-c" : "clerk-w"];
    const body = { officeId: "centre", date, shifts: [{ from: "09:30", to: "20:00", staffIds }] };
    tables.plant("directory", { kind: { S: "roster#centre" }, id: { S: date }, body: { S: JSON.stringify(body) } });
  }
}

/** Desk times of the days to come, few enough that people get in each other's way. */
function layOutSlots(tables: ReturnType<typeof simulatedTables>, from: number): readonly string[] {
  return Array.from({ length: 6 }, (_, index) => {
    const startsAt = new Date(Math.ceil(from / HOUR) * HOUR + (2 + index * 20) * HOUR).toISOString();
    const id = slotId("centre", startsAt, "3");
    const slot = {
      id,
      officeId: "centre",
      desk: "3",
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + HOUR / 2).toISOString(),
      place: "3号窗口",
      withId: "clerk-w",
      capacity: 1 + (index % 2),
      places: [],
      version: 1,
    };
    const [officeId = "", ...rest] = id.split("~");
    tables.plant("slots", {
      officeId: { S: officeId },
      slot: { S: rest.join("~") },
      version: { N: "1" },
      body: { S: JSON.stringify(slot) },
    });
    return id;
  });
}

/** Handlers of which some runs are made by the release before, as often as the mix says. */
const sideBySide = (
  handlers: Handlers,
  older: Handlers,
  { random, mix, note }: { random: Random; mix: () => Mix; note: (what: string) => void },
) =>
  Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => [
      name,
      (event: unknown, context: unknown) => {
        const { olderCode } = mix();
        if (olderCode === 0 || !random.chance(olderCode)) return handler(event, context);
        note(`${name} of the release before`);
        return older[name as FunctionName](event, context);
      },
    ]),
  ) as Handlers;

/** Builds a world with everything in it, not yet set going. */
export function build(
  shipped: Handlers,
  random: Random,
  mix: Mix,
  startAt: number,
  strike?: { at: number; how: Blow },
  older = shipped,
) {
  const world = createWorld(startAt, random, mix, strike);
  const handlers =
    older === shipped ? shipped : sideBySide(shipped, older, { random, mix: () => world.mix, note: world.note });
  const inboxes = new Set<string>();
  let present = { directory, since: 0 };
  const watch = watchCases(
    world,
    (recipientId, number, id) => inboxes.has(`${recipientId} ${number} ${id}`),
    () => present,
  );
  const onChange = (table: string, key: string, before: Item | undefined, after: Item) => {
    watch.judge(table, key, after);
    if (table === "directory" && after["id"]?.S?.startsWith("staff#")) {
      const person = JSON.parse(after["body"]?.S ?? "null") as Staff;
      const staff = [...present.directory.staff.filter(({ id }) => id !== person.id), person];
      present = { directory: { ...present.directory, staff }, since: world.time() };
    }
    if (table !== "notices") return;
    if (before?.["readAt"] && !after["readAt"])
      world.stopAt(new BrokenInvariant("1", "a notice that was read is unread again"));
    if (before) return;
    const [, number, ...id] = (after["noticeKey"]?.S ?? "").split(" ");
    inboxes.add(`${after["recipientId"]?.S} ${number} ${id.join(" ")}`);
  };
  const tables = simulatedTables(world, onChange);
  const queues = simulatedQueues(world, async (messages) => {
    const event = { Records: messages };
    const outcome = await world.invoke("deliver-notice", () => handlers["deliver-notice"](event, {}));
    if (!("answer" in outcome)) return undefined;
    const { batchItemFailures } = outcome.answer as { batchItemFailures: { itemIdentifier: string }[] };
    if (batchItemFailures.length > 0 && !outcome.excused)
      world.note(`failed without a fault: ${batchItemFailures.length}`);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  });
  becomePresent({ world, tables, queues });
  furnish(tables, startAt);
  const slotIds = layOutSlots(tables, startAt);
  const audit = async (): Promise<void> => {
    let left = random.chance(world.mix.shortOfTime) ? random.between(1, 4) : Number.POSITIVE_INFINITY;
    const context = {
      getRemainingTimeInMillis: () => {
        left -= 1;
        return left > 0 ? 60_000 : 0;
      },
    };
    const outcome = await world.invoke("audit-deadlines", () => handlers["audit-deadlines"]({}, context));
    if ("error" in outcome && !outcome.excused)
      world.stopAt(new BrokenInvariant("audit", `failed without a cause: ${String(outcome.error)}`));
  };
  return {
    world,
    tables,
    queues,
    watch,
    audit,
    inboxes,
    slotIds,
    directoryNow: () => present.directory,
    api: simulatedApi(world, handlers),
  };
}

export type Built = ReturnType<typeof build>;

/** What must hold once everything works again and has had its time; `swept` is when the last sweep began. */
function judgeCalm(
  { world, tables, queues, watch, inboxes, directoryNow }: Built,
  held: readonly Receipts[],
  swept: string,
): void {
  const fail = (invariant: string, what: string) => world.stopAt(new BrokenInvariant(invariant, what));
  const owed = new Set<string>();
  for (const receipts of held)
    for (const { number } of receipts.byKey.values())
      if (!receipts.isStored(number)) fail("1", `${number} was acknowledged and is lost`);
  for (const { table, key: number, state } of watch.all()) {
    for (const limit of state.limits)
      if (limit.state === "running")
        for (const step of limit.ladder)
          if (step.at < swept && step.raisedAt === undefined)
            fail("3", `${number}: ${limit.id} level ${step.level} was due at ${step.at} and never raised`);
    for (const notice of state.outbox) {
      if (!notice.deliveredAt) fail("3", `${number}: ${notice.id} was never delivered`);
      owed.add(`${notice.recipientId} ${number} ${notice.id}`);
    }
    const item = tables.find(table, number);
    if (Number(item?.["version"]?.N) !== state.version) fail("version", `${number} is not as last seen`);
  }
  for (const each of inboxes) if (!owed.has(each)) fail("3", `${each} lies in an inbox and is owed by no case`);
  if (tables.items("notices").length !== owed.size)
    fail("3", `${tables.items("notices").length} notices in the inboxes, ${owed.size} owed`);
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
  const booked = new Map<string, number>();
  const present = directoryNow();
  // Midnight may have passed since: leave that began then is for the next sweep.
  const day = new Date(Date.parse(swept) + 8 * HOUR).toISOString().slice(0, 10);
  for (const number of watch.numbers()) {
    const inquiry = watch.inquiry(number)?.inquiry;
    if (!inquiry) continue;
    const slot = inquiry.appointment?.state === "booked" ? inquiry.appointment.slotId : undefined;
    if (slot !== undefined) booked.set(slot, (booked.get(slot) ?? 0) + 1);
    const person = staffOf(present, inquiry.caseworkerId);
    const deputy = actingFor(present, inquiry.caseworkerId, day);
    if (inquiry.stage !== "closed" && (!person || !isPresent(person, day)) && deputy?.id !== inquiry.caseworkerId)
      fail("2", `${number} waits for ${inquiry.caseworkerId}, who is away, and ${deputy?.id} acts`);
  }
  for (const [slot, people] of booked) {
    const [officeId = "", ...rest] = slot.split("~");
    const { capacity } = JSON.parse(tables.find("slots", officeId, rest.join("~"))?.["body"]?.S ?? "{}");
    if (people > capacity) fail("FIR-5.1", `${slot} is booked by ${people} cases and has room for ${capacity}`);
  }
}

/** Lets everything work and time pass until nothing is owed any more; then judges. */
export async function comeToRest(built: Built, ...held: readonly Receipts[]): Promise<void> {
  const { world, watch, queues, audit } = built;
  // That pages end early is no fault, it is how they are.
  world.becomeCalm({ ...calm, pageCut: world.mix.pageCut });
  let rested = false;
  let swept = "";
  const rest = async () => {
    await world.sleep(7 * HOUR);
    const commits = () => watch.all().reduce((sum, { state }) => sum + state.version, 0);
    // What a sweep brings about may be owed in turn: it is over when a sweep finds nothing and nothing is on its way.
    for (let turn = 0; turn < 80; turn += 1) {
      swept = new Date(world.now()).toISOString();
      const before = commits();
      await audit();
      await world.sleep(3 * MINUTE);
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
}

/** Lives one seed: citizens, staff, the schedule, the queues and what goes wrong between them. */
export async function simulate(seed: number, handlers: Handlers, older?: Handlers): Promise<Lived> {
  const random = randomFrom(seed);
  const startAt = Date.parse(random.pick(starts)) + random.below(8 * 60) * MINUTE;
  const built = build(handlers, random, drawMix(random), startAt, undefined, older);
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
        void look(
          surroundings,
          [...inboxes].map((key) => key.split(" ")[0] ?? ""),
        );
      });
    if (writers > 0 && random.chance(0.8)) world.later(moment + random.below(400), () => void keepBox(office));
    if (writers > 0 && random.chance(0.8)) world.later(moment + random.below(400), () => void keepRegister(office));
    if (random.chance(0.15)) world.later(moment, () => void changeStaff(surroundings));
    if (random.chance(world.mix.forged))
      world.later(moment, () => queues.forge(forgery(random, surroundings.numbers())));
    if (random.chance(world.mix.directoryDown)) outage("directory", moment);
    if (random.chance(world.mix.queueDown)) outage("queues", moment);
  }
  if (random.chance(0.4))
    world.later(random.pick(moments), () => void record(surroundings, "key-of-a-call-0123456789"));

  function outage(what: "directory" | "queues", moment: number): void {
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
