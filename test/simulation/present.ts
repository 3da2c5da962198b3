import type { simulatedQueues } from "./queues.ts";
import type { simulatedTables } from "./tables.ts";
import type { World } from "./world.ts";

/** What the handlers talk to. */
export interface Services {
  readonly world: World;
  readonly tables: ReturnType<typeof simulatedTables>;
  readonly queues: ReturnType<typeof simulatedQueues>;
  /** What is told outside, for whoever wants to know it. */
  readonly tell?: (said: unknown) => void;
}

let present: Services | undefined;

let salts = 0;

/** Makes a world the one in which the handlers run. */
export const becomePresent = (services: Services): void => {
  present = services;
  salts = 0;
};

/** Which salt of this world it is: they only have to differ, and owe nothing to the machine nor to other worlds. */
export const nextSalt = (): number => {
  salts += 1;
  return salts;
};

/** The world in which the handlers run. */
export function presentServices(): Services {
  if (!present) throw new Error("No world is being simulated");
  return present;
}

const real = Date.now;

/** The moment it is in the world that is simulated; outside of one, the real one. */
export const now = (): number => present?.world.now() ?? real();
