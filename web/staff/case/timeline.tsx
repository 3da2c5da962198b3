import type { CaseView } from "#shared/cases/views.ts";
import { clauses } from "#shared/domain/clauses.ts";
import { useNow } from "../clock.ts";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark } from "../parts/states.tsx";
import { type Texts, useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";

type Entry = CaseView["history"][number];
type Fact = Entry["facts"][number];
type Names = Pick<ReturnType<typeof useDirectory>, "person" | "unitName">;

/** What an event adds to the sentence of its entry; nothing where the entry says it already. */
function detailOf(fact: Fact, { text, named }: Texts, names: Names): string | undefined {
  switch (fact.type) {
    case "Registered":
      return text("event.registered", { name: names.person(fact.firstResponder.staffId) });
    case "Referred":
      return text("event.to", { name: names.unitName(fact.toUnitId) });
    case "ReferralReceived":
      return text("event.caseworker", { name: names.person(fact.caseworkerId) });
    case "FedBack":
    case "HandedOver":
      return text("event.to", { name: names.person(fact.toId) });
    case "Consulted":
      return text("event.to", { name: names.person(fact.superiorId) });
    case "Designated":
      return [
        text("event.lead", { name: `${names.unitName(fact.leadUnitId)} ${names.person(fact.leadId)}` }),
        ...fact.assisting.map((each) => text("event.assisting", { name: names.unitName(each.unitId) })),
      ].join(" ");
    case "MaterialsNotified":
      return `${fact.notice.noticeNo} ${fact.notice.materials.map((each) => each.name).join("、")}`;
    case "Appointed":
      return `${shortMoment(fact.appointment.startsAt, fact.appointment.startsAt)} ${fact.appointment.place}`;
    case "AppointmentEnded":
      return named("appointment", fact.state);
    case "UrgencyReported":
      return text("event.urgent");
    case "UrgencyAcknowledged":
      return text("event.acknowledged", { name: names.person(fact.by) });
    case "Concluded":
      return named("outcome", fact.conclusion.outcome);
    case "Closed":
      return text("event.closed");
    case "Rated":
      return named("grade", String(fact.grade));
    case "LimitStarted":
      return text("event.limit", {
        limit: named("limit", fact.limit.kind),
        due: `${fact.limit.dueOn} ${shortMoment(fact.limit.dueAt, fact.limit.dueAt).slice(-5)}`,
      });
    case "LimitMoved":
      return text("event.moved", { due: fact.dates.dueOn, reason: named("moved", fact.reason) });
    case "LimitPaused":
      return text("event.limit-paused", { reason: named("pause", fact.reason) });
    case "LimitResumed":
      return text("event.limit-resumed", { due: fact.dates.dueOn });
    case "StepRaised":
      return text(fact.level === 0 ? "event.reminded" : "event.escalated", {
        level: fact.level,
        name: names.person(fact.recipientId),
      });
    default:
      return undefined;
  }
}

/** Who did an entry: a person of the house, the citizen, or the system on its schedule. */
const actorOf = ({ actor }: Entry, { text }: Texts, names: Names): string =>
  actor.kind === "staff" ? names.person(actor.id) : text(`actor.${actor.kind}`);

/** What happened, newest first: who, when, on which clause, and the texts that came with it. */
export function Timeline({ view }: { view: CaseView }) {
  const texts = useTexts();
  const names = useDirectory();
  const moment = useNow();
  // An entry that only delivers notices has nothing to tell.
  const entries = view.history.filter((entry) => entry.facts.length > 0).toReversed();
  return (
    <section className="card" aria-label={texts.text("case.timeline")}>
      <h2>{texts.text("case.timeline")}</h2>
      <ol className="timeline" reversed>
        {entries.map((entry) => {
          const details = entry.facts.flatMap((fact) => detailOf(fact, texts, names) ?? []);
          const written = Object.entries(entry.texts).filter(([id]) => entry.seq > 1 || id.endsWith("reason"));
          return (
            <li key={entry.seq} value={entry.seq}>
              <div className="row">
                <b>{texts.named("command", entry.act)}</b>
                <span>{actorOf(entry, texts, names)}</span>
                <time dateTime={entry.at}>{shortMoment(entry.at, moment)}</time>
                {entry.basis.map((clause) => (
                  <ClauseMark key={clause} clause={clause} />
                ))}
              </div>
              {details.length > 0 && <div className="details">{details.join("；")}</div>}
              {written.map(([id, body]) => (
                <blockquote key={id}>{body}</blockquote>
              ))}
              <small className="basis">{entry.basis.map((clause) => clauses[clause] ?? clause).join("；")}</small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What has happened since a version: for somebody whose screen was overtaken. */
export function Since({ view, version }: { view: CaseView; version: number }) {
  const texts = useTexts();
  const names = useDirectory();
  return (
    <ul>
      {view.history
        .filter((entry) => entry.seq > version && entry.facts.length > 0)
        .map((entry) => (
          <li key={entry.seq}>
            {actorOf(entry, texts, names)}：{texts.named("command", entry.act)}{" "}
            {entry.facts.flatMap((fact) => detailOf(fact, texts, names) ?? []).join("；")}
          </li>
        ))}
    </ul>
  );
}
