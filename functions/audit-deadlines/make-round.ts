import type { Page } from "#shared/ports/case-store.ts";
import type { Round, RoundName, RoundStore } from "#shared/ports/round-store.ts";

/** A part of a round: a list of cases, and what is done at each. */
export interface Station {
  readonly name: string;
  readonly page: (cursor?: string) => Promise<Page<string>>;
  readonly look: (key: string) => Promise<"changed" | "unchanged">;
}

/** A round as a run of the audit found it, and what it is to be made for now. */
export interface Asked {
  readonly name: RoundName;
  readonly found: Round | undefined;
  readonly of: string;
  readonly stations: readonly Station[];
}

/** What a run did of a round; `unfinished` when its time ran out. */
export interface Walked {
  readonly changed: number;
  readonly failed: number;
  readonly unfinished: boolean;
}

/** How many cases are looked at together. */
export const AT_ONCE = 8;

/**
 * So long after a change somebody may still write what they read before it (a directory kept in memory, a request under way), and
 * an index may not show it yet: a round that began earlier is made once more.
 */
const SETTLED_MINUTES = 10;

const isSettled = (since: string, at: string): boolean =>
  Date.parse(at) - Date.parse(since) >= SETTLED_MINUTES * 60_000;

/** The round to be made now: the one under way, one from the start, or none because the last was made for how things stand. */
function roundToMake({ found, of, stations }: Asked, now: string): Round | undefined {
  const [first] = stations;
  const version = (found?.version ?? 0) + 1;
  const anew = { of, began: now, at: first ? { station: first.name } : null, version };
  if (found?.of !== of) return { ...anew, since: now };
  if (found.at) return found;
  return !isSettled(found.since, found.began) && isSettled(found.since, now)
    ? { ...anew, since: found.since }
    : undefined;
}

/**
 * Looks at every open case once for what has changed, and once more when nobody goes by what was before any longer. How far it has
 * come is kept after every page, on the condition that no other run did: a run that dies or has no time left is gone on from, of two
 * at once one gives way. A case that failed keeps none waiting; the whole round is made again for it.
 */
export async function makeRound(
  asked: Asked,
  now: string,
  hasTime: () => boolean,
  rounds: Pick<RoundStore, "save">,
): Promise<Walked> {
  const { name, found, stations } = asked;
  let [changed, failed] = [0, 0];
  const walked = (unfinished: boolean): Walked => ({ changed, failed, unfinished });
  let round = roundToMake(asked, now);
  // Begun only once that is kept: nobody may take for made what somebody else is about to undo.
  if (!round || (round !== found && (await rounds.save(name, round)) === "stale")) return walked(false);
  while (round.at) {
    const { station, cursor }: NonNullable<Round["at"]> = round.at;
    // A unit may have gone since: then from the start.
    const index = Math.max(
      0,
      stations.findIndex((each) => each.name === station),
    );
    const here = stations[index];
    if (!here || !hasTime()) return walked(true);
    const page = await here.page(here.name === station ? cursor : undefined);
    for (let at = 0; at < page.items.length; at += AT_ONCE) {
      if (!hasTime()) return walked(true);
      const results = await Promise.allSettled(page.items.slice(at, at + AT_ONCE).map(here.look));
      failed += results.filter(({ status }) => status === "rejected").length;
      changed += results.filter((result) => result.status === "fulfilled" && result.value === "changed").length;
    }
    const next = stations[index + 1];
    round = {
      ...round,
      ...(failed > 0 && { since: now }),
      at:
        page.cursor !== undefined ? { station: here.name, cursor: page.cursor } : next ? { station: next.name } : null,
      version: round.version + 1,
    };
    if ((await rounds.save(name, round)) === "stale") return walked(false);
  }
  return walked(false);
}
