import type { Random } from "./random.ts";

/** What goes wrong in a world, each as a probability unless it says otherwise. */
export interface Mix {
  /** A request to a service is refused before it has an effect, or times out after it had one; the SDK tries again. */
  readonly throttled: number;
  readonly timedOut: number;
  /** The same without a further try: the error reaches the function. */
  readonly failedBefore: number;
  readonly failedAfter: number;
  /** The function dies before, or after, the effect of a request. */
  readonly crashBefore: number;
  readonly crashAfter: number;
  /** A client's request or its answer is lost on the way; the client gives up and asks again. */
  readonly lostRequest: number;
  readonly lostAnswer: number;
  readonly impatient: number;
  readonly doubleClick: number;
  /** Messages. */
  readonly lostMessage: number;
  readonly doubledMessage: number;
  readonly redelivered: number;
  readonly straightToDeadLetters: number;
  readonly refusedEntry: number;
  readonly forged: number;
  /** Longest delay of a message, milliseconds. */
  readonly messageDelay: number;
  /** The schedule: a run is missed, doubled, or all of them for a while; a run has time for only a part. */
  readonly missedRun: number;
  readonly doubledRun: number;
  readonly stoppedSchedule: number;
  readonly shortOfTime: number;
  /** How long an index lags behind at most, milliseconds; how few items a page holds at most. */
  readonly indexLag: number;
  readonly pageCut: number;
  /** How long after its time an item with an expiry is deleted, milliseconds; never, where it is infinite. */
  readonly expiryLag: number;
  /** Most that the clock of one run is off, milliseconds. */
  readonly skew: number;
  /** How often a run is made by the code of the release before, while a new one is rolled out. */
  readonly olderCode: number;
  /** Stretches in which the directory, the queues, or the places outside are down. */
  readonly directoryDown: number;
  readonly queueDown: number;
  readonly outsideDown: number;
}

/** A world in which everything works. */
export const calm: Mix = {
  throttled: 0,
  timedOut: 0,
  failedBefore: 0,
  failedAfter: 0,
  crashBefore: 0,
  crashAfter: 0,
  lostRequest: 0,
  lostAnswer: 0,
  impatient: 0,
  doubleClick: 0,
  lostMessage: 0,
  doubledMessage: 0,
  redelivered: 0,
  straightToDeadLetters: 0,
  refusedEntry: 0,
  forged: 0,
  messageDelay: 500,
  missedRun: 0,
  doubledRun: 0,
  stoppedSchedule: 0,
  shortOfTime: 0,
  indexLag: 50,
  pageCut: 100,
  expiryLag: Number.POSITIVE_INFINITY,
  skew: 0,
  olderCode: 0,
  directoryDown: 0,
  queueDown: 0,
  outsideDown: 0,
};

const HOUR = 3_600_000;

/** The mix of one seed: each fault is in it or not, and if so more or less often. */
export function drawMix(random: Random): Mix {
  const some = (most: number, often = 0.4) => (random.chance(often) ? random.next() * most : 0);
  return {
    throttled: some(0.2),
    timedOut: some(0.2),
    failedBefore: some(0.06),
    failedAfter: some(0.06),
    crashBefore: some(0.06),
    crashAfter: some(0.06),
    lostRequest: some(0.2),
    lostAnswer: some(0.3),
    impatient: some(0.3),
    doubleClick: some(0.6, 0.5),
    lostMessage: some(0.4),
    doubledMessage: some(0.5),
    redelivered: some(0.3),
    straightToDeadLetters: some(0.3),
    refusedEntry: some(0.3),
    forged: some(0.5),
    messageDelay: random.pick([500, 5_000, 10 * 60_000, 6 * HOUR]),
    missedRun: some(0.5),
    doubledRun: some(0.6),
    stoppedSchedule: some(0.4, 0.3),
    shortOfTime: some(0.4),
    indexLag: random.pick([20, 2_000, 60_000, 10 * 60_000]),
    pageCut: random.pick([1, 2, 3, 100]),
    expiryLag: random.pick([0, HOUR, 48 * HOUR, Number.POSITIVE_INFINITY]),
    skew: random.pick([0, 0, 2 * 60_000, HOUR]),
    olderCode: some(0.7),
    directoryDown: some(0.3, 0.25),
    queueDown: some(0.4, 0.25),
    outsideDown: some(0.5, 0.25),
  };
}
