import { Button, Modal } from "antd";
import { useState } from "react";
import type { LimitView } from "#shared/contracts/inquiry.ts";
import { due } from "#shared/domain/calendar/due.ts";
import { dayOf } from "#shared/domain/calendar/local-date.ts";
import { useNow } from "../clock.ts";
import { Due } from "../parts/due.tsx";
import { ClauseMark } from "../parts/states.tsx";
import { useTexts } from "../texts.ts";
import { fullMoment, packCalendar, shortMoment, termWords } from "../time-left.ts";

/** Days in which the clock of a limit stood still, as the calendar counts them. */
const pausedDays = (limit: LimitView) =>
  limit.pauses.flatMap(({ from, to }) => (to === undefined ? [] : [{ from: dayOf(from), to: dayOf(to) }]));

/** Every day between receipt and due day, counted or not, with its reason and basis (SC-5). */
function WhyThisDay({ limit, onClose }: { limit: LimitView; onClose: () => void }) {
  const texts = useTexts();
  const { text, named } = texts;
  const inDays = limit.term.unit === "working-day" || limit.term.unit === "natural-day";
  const found =
    inDays &&
    due(packCalendar, {
      receivedOn: dayOf(limit.startedAt),
      amount: limit.term.amount,
      unit: limit.term.unit === "natural-day" ? "natural-day" : "working-day",
      pauses: pausedDays(limit),
    });
  return (
    <Modal open onCancel={onClose} footer={null} title={text("limit.why-title", { limit: named("limit", limit.kind) })}>
      <p>
        {fullMoment(limit.startedAt)} + {termWords(limit.term, texts)} → <b>{fullMoment(limit.dueAt)}</b>
      </p>
      {limit.provisional && <p className="hint">{text("limit.provisional-why")}</p>}
      {found ? (
        <table className="days">
          <thead>
            <tr>
              <th scope="col">{text("limit.day")}</th>
              <th scope="col">{text("limit.counted")}</th>
              <th scope="col">{text("limit.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {found.steps.map((step) => (
              <tr key={step.date} className={step.counted ? "counted" : ""}>
                <td>{step.date}</td>
                <td>{text(step.counted ? "limit.yes" : "limit.no")}</td>
                <td>
                  {step.reason}
                  <small>{step.basis}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>{text(limit.term.unit === "minute" ? "limit.minutes-run" : "limit.hours-run")}</p>
      )}
      {limit.pauses.length > 0 && <p className="hint">{text("limit.pauses-not-counted")}</p>}
    </Modal>
  );
}

/** The limits of a case: until when, what binds, where the clock stood still, and why this day. */
export function Limits({ limits }: { limits: readonly LimitView[] }) {
  const texts = useTexts();
  const { text, named } = texts;
  const moment = useNow();
  const [why, setWhy] = useState<LimitView>();
  const open = limits.filter((limit) => limit.state === "running" || limit.state === "paused");
  const ended = limits.filter((limit) => !open.includes(limit));
  const row = (limit: LimitView) => (
    <tr key={limit.id} className={limit.state}>
      <th scope="row">
        {named("limit", limit.kind)} <ClauseMark clause={limit.clause} />
      </th>
      <td>
        {limit.state === "running" ? (
          <Due dueAt={limit.dueAt} provisional={limit.provisional} />
        ) : (
          named("limit-state", limit.state)
        )}
      </td>
      <td>
        {fullMoment(limit.dueAt)}
        <small>
          {text(`bound.${limit.bound}`)} {termWords(limit.term, texts)} · {limit.basis}
        </small>
        {limit.pauses.map((pause) => (
          <small key={pause.from} className="pause">
            {text("limit.paused-from", {
              from: shortMoment(pause.from, moment),
              to: pause.to === undefined ? "…" : shortMoment(pause.to, moment),
              reason: named("pause", pause.reason),
            })}
          </small>
        ))}
      </td>
      <td>
        <Button size="small" type="text" onClick={() => setWhy(limit)}>
          {text("limit.why")}
        </Button>
      </td>
    </tr>
  );
  return (
    <section className="card" aria-label={text("limit.title")}>
      <h2>{text("limit.title")}</h2>
      {why && <WhyThisDay limit={why} onClose={() => setWhy(undefined)} />}
      {open.length === 0 && <p className="hint">{text("limit.none")}</p>}
      <table className="limits">
        <thead className="unseen">
          <tr>
            <th scope="col">{text("limit.title")}</th>
            <th scope="col">{text("list.due")}</th>
            <th scope="col">{text("limit.day")}</th>
            <th scope="col">{text("limit.why")}</th>
          </tr>
        </thead>
        <tbody>{open.map(row)}</tbody>
      </table>
      {ended.length > 0 && (
        <details>
          <summary>{text("limit.ended", { count: ended.length })}</summary>
          <table className="limits">
            <tbody>{ended.map(row)}</tbody>
          </table>
        </details>
      )}
    </section>
  );
}
