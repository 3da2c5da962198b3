import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { eventHeap } from "./event-heap.ts";
import type { Mix } from "./faults.ts";
import type { Random } from "./random.ts";

/** One run of a function. A dead one gets no answer to anything any more. */
export interface Run {
  readonly name: string;
  /** How far its clock is off, milliseconds. */
  readonly skew: number;
  dead: boolean;
  /** Whether something went wrong for it that was not its doing. */
  faulted: boolean;
  readonly end: (outcome: Outcome) => void;
}

/** How a run ended. */
export type Outcome =
  | { readonly answer: unknown; readonly excused: boolean }
  | { readonly error: unknown; readonly excused: boolean }
  | { readonly died: true };

/** How one request to a service is made to fail. */
export type Blow = "failed before" | "failed after" | "timed out after" | "crashed before" | "crashed after";

export const blows = [
  "failed before",
  "failed after",
  "timed out after",
  "crashed before",
  "crashed after",
] as const satisfies readonly Blow[];

/** An invariant that does not hold. */
export class BrokenInvariant extends Error {
  readonly invariant: string;

  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

const runs = new AsyncLocalStorage<Run>();

/** The run of a function in which this is called. */
const presentRun = (): Run | undefined => runs.getStore();

/** What the SDK throws when a service does not answer or refuses to. */
const serviceError = (name: string): Error => Object.assign(new Error(name), { name });

const TRIES = 4;
const LONGEST_RUN = 60_000;
const never = () => new Promise<never>(() => undefined);
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A world: one clock, one heap of events, one generator, and the faults that are in it. */
export function createWorld(startAt: number, random: Random, mix: Mix, strike?: { readonly at: number; how: Blow }) {
  const heap = eventHeap();
  const trace = createHash("sha256");
  let now = startAt;
  let requests = 0;
  let steps = 0;
  let broken: Error | undefined;
  let present = mix;
  const down = { directory: false, queues: false, outside: false };

  const later = (after: number, run: () => void) => heap.add(now + Math.max(0, Math.round(after)), run);
  const sleep = (after: number) => new Promise<void>((resolve) => later(after, resolve));
  const note = (what: string) => {
    trace.update(`${now} ${what}\n`);
    if (process.env["SIM_SHOW"]) console.log(new Date(now).toISOString(), what);
  };
  const stopAt = (error: Error) => {
    broken ??= error;
  };

  const counters = new Map<string, number>();

  const drawBlow = (): Blow | "throttled" | undefined => {
    const { failedBefore, failedAfter, timedOut, crashBefore, crashAfter, throttled } = present;
    let drawn = random.next();
    const within = (probability: number) => {
      drawn -= probability;
      return drawn < 0;
    };
    if (within(failedBefore)) return "failed before";
    if (within(failedAfter)) return "failed after";
    if (within(crashBefore)) return "crashed before";
    if (within(crashAfter)) return "crashed after";
    if (within(timedOut)) return "timed out after";
    return within(throttled) ? "throttled" : undefined;
  };

  const kill = (run: Run) => {
    run.dead = true;
    run.end({ died: true });
  };

  /** A request to a service: takes time, may fail as the mix says, and is tried again as the SDK does. */
  const request = async <T>(
    service: "directory" | "queues" | "outside" | "other",
    what: string,
    effect: () => T,
  ): Promise<T> => {
    const run = presentRun();
    if (!run) return effect();
    requests += 1;
    const struck = strike?.at === requests ? strike.how : undefined;
    for (let attempt = 1; ; attempt += 1) {
      await sleep(1 + random.below(8));
      if (run.dead) return never();
      const isDown = service !== "other" && down[service];
      const blow = struck && attempt === 1 ? struck : isDown ? "throttled" : drawBlow();
      if (blow) {
        run.faulted = true;
        note(`${run.name} ${what} ${blow}`);
      } else note(`${run.name} ${what}`);
      if (blow === "crashed before") {
        kill(run);
        return never();
      }
      if (blow === "failed before") throw serviceError("InternalServerError");
      if (blow !== "throttled") {
        const result = effect();
        if (blow === "crashed after") {
          kill(run);
          return never();
        }
        if (blow === "failed after") throw serviceError("TimeoutError");
        if (blow === undefined) {
          await sleep(1 + random.below(8));
          return run.dead ? never() : result;
        }
      }
      if (attempt === TRIES) throw serviceError(blow === "throttled" ? "ThrottlingException" : "TimeoutError");
      await sleep(25 * 2 ** attempt);
    }
  };

  /** Runs a function as Lambda does, until it answers, fails, dies or has used up its time. */
  const invoke = (name: string, handle: () => Promise<unknown>): Promise<Outcome> =>
    new Promise((resolve) => {
      const skew = present.skew === 0 ? 0 : random.between(-present.skew, present.skew);
      let ended = false;
      const run: Run = {
        name,
        skew,
        dead: false,
        faulted: false,
        end: (outcome) => {
          if (ended) return;
          ended = true;
          note(`${name} ${"died" in outcome ? "died" : "error" in outcome ? "failed" : "answered"}`);
          resolve(outcome);
        },
      };
      later(LONGEST_RUN, () => {
        if (ended) return;
        run.faulted = true;
        kill(run);
      });
      runs.run(run, () => {
        handle().then(
          (answer) => run.end({ answer, excused: run.faulted }),
          (error: unknown) => run.end({ error, excused: run.faulted }),
        );
      });
    });

  /** Lets things happen until nothing is left, `until` is reached, or an invariant is broken. */
  const live = async (done: () => boolean = () => false): Promise<void> => {
    await settled();
    while (!broken && !done()) {
      const next = heap.take();
      if (!next) return;
      now = Math.max(now, next.at);
      steps += 1;
      next.run();
      await settled();
    }
  };

  return {
    random,
    later,
    sleep,
    note,
    request,
    invoke,
    live,
    stopAt,
    down,
    count: (what: string) => {
      counters.set(what, (counters.get(what) ?? 0) + 1);
    },
    counts: (what: string) => counters.get(what) ?? 0,
    /** The moment it is, for whoever asks: a run's own clock may be off. */
    now: () => now + (presentRun()?.skew ?? 0),
    /** The moment it really is. */
    time: () => now,
    get mix() {
      return present;
    },
    get broken() {
      return broken;
    },
    /** How many requests to services and how many events there have been. */
    get counted() {
      return { requests, steps };
    },
    /** From now on this goes wrong. */
    become: (mixed: Mix) => {
      present = mixed;
    },
    becomeCalm: (quiet: Mix) => {
      present = quiet;
      down.directory = false;
      down.queues = false;
      down.outside = false;
    },
    /** Digest of everything that happened, in order. */
    digest: () => trace.copy().digest("hex").slice(0, 16),
  };
}

export type World = ReturnType<typeof createWorld>;
