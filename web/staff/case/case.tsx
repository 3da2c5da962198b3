import { Alert, Button } from "antd";
import { useEffect, useState } from "react";
import type { CaseView } from "#shared/cases/views.ts";
import { useNow } from "../clock.ts";
import { Due } from "../parts/due.tsx";
import { serviceOf, useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Trouble } from "../parts/states.tsx";
import { usePlace } from "../place.ts";
import { type Me, useCase } from "../queries.ts";
import { refusalText } from "../refusals.ts";
import { OpenSteps } from "../steps/open-steps.tsx";
import { type About, inquirySteps } from "../steps/steps.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { Conversation } from "./conversation.tsx";
import { Limits } from "./limits.tsx";
import { Since, Timeline } from "./timeline.tsx";

/** One case: what it is about, until when, what was said, what happened, and what I may do now. */
export function Case({ me, number }: { me: Me; number: string }) {
  const found = useCase(number);
  if (found.error && !found.data)
    return (
      <>
        <h1>{number}</h1>
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  if (!found.data) return <Loading lines={12} />;
  return (
    <>
      {found.error && <Trouble error={found.error} onRetry={() => void found.refetch()} />}
      <Shown view={found.data} me={me} />
    </>
  );
}

/**
 * The version a person has seen is the one a command is given on. While a form is open, what others do meanwhile is shown and
 * waits for a nod; otherwise the screen follows by itself.
 */
function useSeenVersion(view: CaseView, me: Me): [number, () => void] {
  const { filters } = usePlace();
  const writing = filters["do"] !== undefined;
  const [seen, setSeen] = useState(view.version);
  const byMe = view.history
    .filter((entry) => entry.seq > seen && entry.facts.length > 0)
    .every((entry) => entry.actor.kind === "staff" && entry.actor.id === me.id);
  const follow = !writing || byMe;
  useEffect(() => {
    if (follow) setSeen(view.version);
  }, [follow, view.version]);
  return [follow ? view.version : seen, () => setSeen(view.version)];
}

function Shown({ view, me }: { view: CaseView; me: Me }) {
  const { text, named } = useTexts();
  const [seen, nod] = useSeenVersion(view, me);
  const overtaken = seen < view.version;
  return (
    <article className="case">
      <Heading view={view} />
      {overtaken && (
        <Alert
          type="warning"
          role="alert"
          title={text("case.overtaken")}
          description={<Since view={view} version={seen} />}
          action={
            <Button size="small" onClick={nod}>
              {text("case.nod")}
            </Button>
          }
        />
      )}
      <div className="columns">
        <div className="stack">
          <Conversation view={view} />
          <Limits limits={view.limits} />
          <Timeline view={view} />
        </div>
        <div className="stack side">
          <OpenSteps steps={inquirySteps} open={view.commands} about={aboutOf(view, seen)}>
            <Closed view={view} />
          </OpenSteps>
          <Facts view={view} />
          {view.rating !== null && (
            <section className="card">
              <h2>{text("case.rating")}</h2>
              <p>
                {named("grade", String(view.rating))} {view.ratingComment}
              </p>
            </section>
          )}
        </div>
      </div>
    </article>
  );
}

/** What the forms of the steps need to know of the case. */
const aboutOf = (view: CaseView, version: number): About => ({
  id: view.number,
  version,
  officeId: view.officeId,
  serviceCode: view.serviceCode,
  unitId: view.referrals.at(-1)?.toUnitId,
  awaited: view.notices.at(-1)?.materials.filter((material) => !material.received) ?? [],
  blanks: { name: view.caseworker.name, phone: view.caseworker.phone, department: view.caseworker.unit },
});

/** Why the other steps are closed. */
function Closed({ view }: { view: CaseView }) {
  const texts = useTexts();
  return (
    <details>
      <summary>{texts.text("case.why-not", { count: view.closedCommands.length })}</summary>
      <dl className="closed">
        {view.closedCommands.map((each) => (
          <div key={each.type}>
            <dt>{texts.named("command", each.type)}</dt>
            <dd>
              {refusalText(each, texts)} {each.clause && <ClauseMark clause={each.clause} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Heading({ view }: { view: CaseView }) {
  const { text, named } = useTexts();
  const next = view.limits
    .filter((limit) => limit.state === "running")
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))
    .at(0);
  const waiting = view.urgent !== null && view.urgent.acknowledgedAt === undefined;
  return (
    <header className="head case-head">
      <h1>
        {view.urgent && <span className="mark-urgent">{text(waiting ? "case.urgent-waiting" : "case.urgent")}</span>}
        {view.subject}
      </h1>
      <span className="number">{view.number}</span>
      <span className={`stage ${view.stage}`}>{named("stage", view.stage)}</span>
      {view.outcome && <span>{named("outcome", view.outcome.outcome)}</span>}
      {next && <Due dueAt={next.dueAt} kind={next.kind} provisional={next.provisional} />}
    </header>
  );
}

function Facts({ view }: { view: CaseView }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const moment = useNow();
  const service = serviceOf(view.serviceCode);
  const others = view.candidates.filter((id) => id !== view.firstResponderId);
  return (
    <section className="card" aria-label={text("case.facts")}>
      <h2>{text("case.facts")}</h2>
      <dl className="facts">
        <dt>{text("case.citizen")}</dt>
        <dd>
          {view.name} <span className="number">{view.phone}</span>
          {view.language !== "zh-CN" && <small>{named("language", view.language)}</small>}
        </dd>
        <dt>{text("case.service")}</dt>
        <dd>{service ? `${service.code} ${service.name.zh}` : text("case.no-service")}</dd>
        <dt>{text("case.received")}</dt>
        <dd>
          {shortMoment(view.receivedAt, moment)} · {named("channel", view.channel)}
        </dd>
        <dt>{text("case.responder")}</dt>
        <dd>
          {view.firstResponder.name} · {view.firstResponder.unit} · {view.firstResponder.phone}
          <small>
            {named("reason", view.firstResponder.reason)}
            {others.length > 0 && text("case.also-asked", { names: others.map(directory.person).join("、") })}{" "}
            <ClauseMark clause={view.firstResponder.clause} />
          </small>
        </dd>
        <dt>{text("case.caseworker")}</dt>
        <dd>
          {view.caseworker.name} · {view.caseworker.unit} · {view.caseworker.phone}
        </dd>
        {view.appointment && (
          <>
            <dt>{text("case.appointment")}</dt>
            <dd>
              {shortMoment(view.appointment.startsAt, moment)} · {view.appointment.place} · {view.appointment.with} ·{" "}
              {named("appointment", view.appointment.state)}
              {view.appointment.bring.length > 0 && <small>{view.appointment.bring.join("、")}</small>}
            </dd>
          </>
        )}
        {view.assistance.length > 0 && (
          <>
            <dt>{text("case.assistance")}</dt>
            <dd>
              {view.assistance.map((each) => (
                <div key={each.limitId}>
                  {directory.unitName(each.unitId)} {text(each.answeredAt ? "case.assisted" : "case.assistance-owed")}
                </div>
              ))}
            </dd>
          </>
        )}
        {view.pause && (
          <>
            <dt>{text("case.pause")}</dt>
            <dd>
              {named("pause", view.pause.code)}：{view.pause.explanation}
            </dd>
          </>
        )}
        {view.conclusion && (
          <>
            <dt>{text("case.outcome")}</dt>
            <dd>
              {named("outcome", view.conclusion.outcome)} {view.conclusion.regulation} {view.conclusion.article}
            </dd>
          </>
        )}
        <dt>{text("case.rules")}</dt>
        <dd>{view.rulesVersion}</dd>
      </dl>
    </section>
  );
}
