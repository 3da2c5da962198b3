import { actingFor, isPresent, type Staff, staffOf } from "#shared/domain/directory.ts";
import { directory } from "#test/properties/world.ts";
import { simulatedApi } from "./api.ts";
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

type Handlers = Readonly<Record<FunctionName, Handler>>;

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

/** Builds a world with everything in it, not yet set going. */
export function build(
  handlers: Handlers,
  random: Random,
  mix: Mix,
  startAt: number,
  strike?: { at: number; how: Blow },
) {
  const world = createWorld(startAt, random, mix, strike);
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
    directoryNow: () => present.directory,
    api: simulatedApi(world, handlers),
  };
}

export type Built = ReturnType<typeof build>;

/** What must hold once everything works again and has had its time; `swept` is when the last sweep began. */
function judgeCalm(
  { world, tables, queues, watch, inboxes, directoryNow }: Built,
  receipts: Receipts,
  swept: string,
): void {
  const fail = (invariant: string, what: string) => world.stopAt(new BrokenInvariant(invariant, what));
  const owed = new Set<string>();
  for (const { number } of receipts.byKey.values())
    if (!watch.inquiry(number)) fail("1", `${number} was acknowledged and is lost`);
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
  if (!queues.empty) fail("3", "a queue is not empty after calm");
  const present = directoryNow();
  const day = new Date(world.now() + 8 * HOUR).toISOString().slice(0, 10);
  for (const number of watch.numbers()) {
    const inquiry = watch.inquiry(number)?.inquiry;
    if (!inquiry) continue;
    const person = staffOf(present, inquiry.caseworkerId);
    const deputy = actingFor(present, inquiry.caseworkerId, day);
    if (inquiry.stage !== "closed" && (!person || !isPresent(person, day)) && deputy?.id !== inquiry.caseworkerId)
      fail("2", `${number} waits for ${inquiry.caseworkerId}, who is away, and ${deputy?.id} acts`);
  }
}

/** Lets everything work and time pass until nothing is owed any more; then judges. */
export async function comeToRest(built: Built, receipts: Receipts): Promise<void> {
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
  if (!world.broken) judgeCalm(built, receipts, swept);
}

/** Lives one seed: citizens, staff, the schedule, the queues and what goes wrong between them. */
export async function simulate(seed: number, handlers: Handlers): Promise<Lived> {
  const random = randomFrom(seed);
  const startAt = Date.parse(random.pick(starts)) + random.below(8 * 60) * MINUTE;
  const built = build(handlers, random, drawMix(random), startAt);
  const { world, queues, tables, watch, audit, api, inboxes } = built;
  const receipts: Receipts = {
    byKey: new Map(),
    isStored: (number) => tables.find("inquiries", number) !== undefined,
    holdsText: (number, text) =>
      Object.values(watch.inquiry(number)?.document.texts ?? {}).some(({ body }) => body === text),
  };
  const surroundings = {
    world,
    api,
    receipts,
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
    if (random.chance(0.15)) world.later(moment, () => void changeStaff(surroundings));
    if (random.chance(world.mix.forged)) world.later(moment, () => queues.put(forgery(random, surroundings.numbers())));
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
  if (!world.broken) await comeToRest(built, receipts);
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
