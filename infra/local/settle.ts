import type { EventSource } from "./event-sources.ts";
import { queueDepths } from "./queues.ts";
import { shortName } from "./short-name.ts";

/** Waits until the consumed queues are empty and nobody is at work; answers what is still under way when the time is over. */
export async function settle(endpoint: string, sources: EventSource[], longestMilliseconds: number): Promise<string[]> {
  const end = performance.now() + longestMilliseconds;
  let calm = 0;
  for (;;) {
    const open = await underWay(endpoint, sources);
    const waitsForNothing = open.every(({ waiting }) => waiting);
    calm = waitsForNothing ? calm + 1 : 0;
    // Twice in a row: between two looks a message may be on its way from the queue to the function.
    if (calm >= 2 || performance.now() > end) return open.map(({ sentence }) => sentence);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

type Open = { sentence: string; waiting: boolean };

async function underWay(endpoint: string, sources: EventSource[]): Promise<Open[]> {
  const depths = await queueDepths(endpoint);
  return sources.flatMap(({ queue, busy, paused }): Open[] => {
    const { visible = 0, inFlight = 0, delayed = 0 } = depths.get(queue.name) ?? {};
    const name = shortName(queue.logicalId);
    const open: Open[] = [];
    if (paused() && visible > 0) open.push({ sentence: `${name} is paused with ${visible} messages`, waiting: true });
    else if (visible > 0) open.push({ sentence: `${name} has ${visible} messages`, waiting: false });
    if (busy()) open.push({ sentence: `${name} is being consumed`, waiting: false });
    else if (inFlight > 0)
      open.push({
        sentence: `${name} has ${inFlight} messages that come again after their visibility timeout`,
        waiting: true,
      });
    if (delayed > 0) open.push({ sentence: `${name} has ${delayed} delayed messages`, waiting: true });
    return open;
  });
}
