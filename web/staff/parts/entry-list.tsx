import type { Clause } from "#shared/domain/clauses.ts";
import type { Actor } from "#shared/domain/history.ts";
import { useNow } from "../clock.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { useDirectory } from "./people.tsx";
import { ClauseMark } from "./states.tsx";

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly actor: Actor;
  readonly act: string;
  readonly basis: readonly Clause[];
}

/** Who did what, when and on which clause, newest first. */
export function EntryList({ entries, names }: { entries: readonly Entry[]; names: string }) {
  const { text, named } = useTexts();
  const { person } = useDirectory();
  const moment = useNow();
  return (
    <section className="card" aria-label={text("case.timeline")}>
      <h2>{text("case.timeline")}</h2>
      <ol className="timeline">
        {entries
          .filter((entry) => entry.act !== "deliver")
          .toReversed()
          .map((entry) => (
            <li key={entry.seq}>
              <div className="row">
                <b>{named(names, entry.act)}</b>
                <span>{entry.actor.kind === "staff" ? person(entry.actor.id) : text(`actor.${entry.actor.kind}`)}</span>
                <time dateTime={entry.at}>{shortMoment(entry.at, moment)}</time>
                {entry.basis.map((clause) => (
                  <ClauseMark key={clause} clause={clause} />
                ))}
              </div>
            </li>
          ))}
      </ol>
    </section>
  );
}
