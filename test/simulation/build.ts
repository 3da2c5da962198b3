import type { CalendarYear } from "#shared/domain/calendar/calendar-data.ts";
import type { Staff } from "#shared/domain/directory.ts";
import { slotId } from "#shared/domain/slot.ts";
import { directory } from "#test/properties/world.ts";
import { simulatedApi } from "./api.ts";
import type { Mix } from "./faults.ts";
import type { FunctionName, Handler } from "./handlers.ts";
import { type DirectoryNow, SETTLED, watchCases } from "./invariants.ts";
import { simulatedOutside } from "./outside.ts";
import { becomePresent } from "./present.ts";
import { type Deliver, simulatedQueues } from "./queues.ts";
import type { Random } from "./random.ts";
import { type Item, simulatedTables } from "./tables.ts";
import { type Blow, BrokenInvariant, createWorld } from "./world.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type Handlers = Readonly<Record<FunctionName, Handler>>;

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
  return Array.from({ length: 2 }, (_, index) => {
    const startsAt = new Date(Math.ceil(from / HOUR) * HOUR + (2 + index * 80) * HOUR).toISOString();
    const id = slotId("centre", startsAt, "3");
    const slot = {
      id,
      officeId: "centre",
      desk: "3",
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + HOUR / 2).toISOString(),
      place: "3号窗口",
      withId: "clerk-w",
      capacity: 1,
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
  /** Whose inbox each notice lies in, by `<case> <notice>`. */
  const inboxes = new Map<string, readonly string[]>();
  let present = { directory, since: 0 };
  /** The calendar years loaded, newest first; those before count until nobody can have read them any more. */
  let years: readonly { readonly loaded: Readonly<Record<string, CalendarYear>>; readonly until: number }[] = [
    { loaded: {}, until: Number.POSITIVE_INFINITY },
  ];
  const directoryNow = (): DirectoryNow => {
    years = years.filter(({ until }) => until >= world.time());
    return { ...present, years: years.map(({ loaded }) => loaded) };
  };
  const watch = watchCases(
    world,
    (number, id) => inboxes.get(`${number} ${id}`) ?? [],
    directoryNow,
    (recipientId, key) => queues.outward.taken().includes(JSON.stringify({ recipientId, key })),
  );
  const onChange = (table: string, key: string, before: Item | undefined, after: Item) => {
    watch.judge(table, key, after);
    if (table === "directory" && after["id"]?.S?.startsWith("staff#")) {
      const person = JSON.parse(after["body"]?.S ?? "null") as Staff;
      const staff = [...present.directory.staff.filter(({ id }) => id !== person.id), person];
      present = { ...present, directory: { ...present.directory, staff }, since: world.time() };
    }
    if (table === "directory" && after["id"]?.S?.startsWith("calendar#")) {
      const year = after["id"].S.slice("calendar#".length);
      const loaded = { ...years[0]?.loaded, [year]: JSON.parse(after["body"]?.S ?? "null") as CalendarYear };
      years = [
        { loaded, until: Number.POSITIVE_INFINITY },
        ...years.map(({ loaded: was }) => ({ loaded: was, until: world.time() + SETTLED })),
      ];
    }
    if (table !== "notices") return;
    if (before?.["readAt"] && !after["readAt"])
      world.stopAt(new BrokenInvariant("1", "a notice that was read is unread again"));
    if (before) return;
    const { kind } = JSON.parse(after["body"]?.S ?? "{}") as { kind?: string };
    // That a place outside could not be told is no notice of a case.
    if (kind === "delivery-failed") return;
    const [, number = "", ...id] = (after["noticeKey"]?.S ?? "").split(" ");
    const notice = `${number} ${id.join(" ")}`;
    const holder = after["recipientId"]?.S ?? "";
    watch.judgeHolder(number, id.join(" "), holder);
    inboxes.set(notice, [...(inboxes.get(notice) ?? []), holder]);
  };
  const tables = simulatedTables(world, onChange);
  const consumer = (name: "deliver-notice" | "notify-out"): Deliver => {
    return async (messages) => {
      const event = { Records: messages };
      const outcome = await world.invoke(name, () => handlers[name](event, {}));
      if (!("answer" in outcome)) return undefined;
      const { batchItemFailures } = outcome.answer as { batchItemFailures: { itemIdentifier: string }[] };
      if (batchItemFailures.length > 0 && !outcome.excused)
        world.note(`failed without a fault: ${batchItemFailures.length}`);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    };
  };
  const queues = simulatedQueues(world, consumer("deliver-notice"), consumer("notify-out"));
  const outside = simulatedOutside(world);
  becomePresent({ world, tables, queues, outside });
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
    outside,
    directoryNow: () => present.directory,
    /** The calendar years loaded by now. */
    yearsNow: () => directoryNow().years[0] ?? {},
    /** What is still to be done before all comes to rest. */
    beforeRest: [] as (() => Promise<unknown>)[],
    api: simulatedApi(world, handlers),
  };
}

export type Built = ReturnType<typeof build>;
