import { Button, Segmented } from "antd";
import type { boxView } from "#shared/cases/suggestion-views.ts";
import type { SuggestionSummary } from "#shared/contracts/suggestion.ts";
import { Limits } from "../case/limits.tsx";
import { useNow } from "../clock.ts";
import { can } from "../may.ts";
import { Due } from "../parts/due.tsx";
import { EntryList } from "../parts/entry-list.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "../parts/states.tsx";
import { addressOf, filter, usePlace } from "../place.ts";
import { type Me, useItem, useList } from "../queries.ts";
import { OpenSteps } from "../steps/open-steps.tsx";
import { boxSteps } from "../steps/steps.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { WallBoxes } from "./wall-boxes.tsx";

type BoxView = ReturnType<typeof boxView>;

const states = ["", "received", "reviewed", "assigned", "replied", "published", "closed"] as const;

/** The suggestion box (FIR-8): what came in, who works on it, and one of them in full. */
export function Box({ me, number }: { me: Me; number: string | undefined }) {
  return number === undefined ? <BoxList me={me} /> : <BoxItem number={number} key={number} />;
}

function BoxList({ me }: { me: Me }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const moment = useNow();
  const { filters } = usePlace();
  const state = filters["state"] ?? "";
  const list = useList<SuggestionSummary>("suggestions", { state });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="head">
        <h1>
          {text("nav.box")} <ClauseMark clause="FIR-8" />
        </h1>
        <Segmented
          aria-label={text("work.view")}
          value={state}
          options={states.map((each) => ({
            value: each,
            label: each ? named("box-stage", each) : text("box.open-ones"),
          }))}
          onChange={(chosen) => filter({ state: chosen })}
        />
      </div>
      {can.supervise(me) && <WallBoxes />}
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={6} />}
      {list.data && items.length === 0 && (
        <Nothing>{text(can.supervise(me) ? "box.empty" : "box.none-for-you")}</Nothing>
      )}
      {items.length > 0 && (
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{text("list.due")}</th>
              <th scope="col">{text("box.word")}</th>
              <th scope="col">{text("list.stage")}</th>
              <th scope="col">{text("box.assignee")}</th>
              <th scope="col">{text("list.received")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.number}>
                <td>{item.due && <Due {...item.due} />}</td>
                <td>
                  <a href={addressOf(["box", item.number])}>{item.excerpt}</a>
                  <small>
                    <span className="number">{item.number}</span> {named("category", item.category)}
                    {item.topic && ` · ${named("topic", item.topic)}`}
                    {item.anonymous && ` · ${text("box.anonymous")}`}
                  </small>
                </td>
                <td>{named("box-stage", item.stage)}</td>
                <td>{item.assigneeId ? directory.person(item.assigneeId) : "—"}</td>
                <td>
                  <time dateTime={item.receivedAt}>{shortMoment(item.receivedAt, moment)}</time>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button className="more" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {text("list.more")}
        </Button>
      )}
    </>
  );
}

function BoxItem({ number }: { number: string }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const moment = useNow();
  const found = useItem<BoxView>("suggestions", number);
  if (found.error && !found.data)
    return (
      <>
        <h1>{number}</h1>
        <Trouble error={found.error} onRetry={() => void found.refetch()} />
      </>
    );
  if (!found.data) return <Loading lines={10} />;
  const view = found.data;
  const turns = [
    { at: view.receivedAt, from: "citizen", body: view.content },
    ...view.messages.map((each) => ({ at: each.at, from: each.from, body: each.text })),
    ...(view.reply ? [{ at: view.reply.at, from: "centre", body: view.reply.text }] : []),
  ].sort((a, b) => a.at.localeCompare(b.at));
  const concerned = [
    ...view.about.staffIds.map((id) => directory.person(id)),
    ...view.about.unitIds.map((id) => directory.unitName(id)),
  ];
  return (
    <article className="case">
      <header className="head case-head">
        <h1>{`${named("category", view.category)}${view.topic ? ` · ${named("topic", view.topic)}` : ""}`}</h1>
        <span className="number">{view.number}</span>
        <span className={`stage ${view.stage}`}>{named("box-stage", view.stage)}</span>
        <span>{view.anonymous ? text("box.anonymous") : `${view.name ?? ""} ${view.phone ?? ""}`}</span>
      </header>
      <div className="columns">
        <div className="stack">
          <section className="card" aria-label={text("case.conversation")}>
            <ol className="conversation">
              {turns.map((turn) => (
                <li key={`${turn.at} ${turn.from}`} className={turn.from}>
                  <div className="row">
                    <b>{text(turn.from === "citizen" ? "box.writer" : "box.centre")}</b>
                    <time dateTime={turn.at}>{shortMoment(turn.at, moment)}</time>
                  </div>
                  <p>{turn.body}</p>
                </li>
              ))}
            </ol>
            {view.publication && (
              <p className="notice-line">
                <b>{text("box.published")}</b> {shortMoment(view.publication.at, moment)}
                <br />
                {view.publication.text}
                <br />
                {view.publication.reply}
              </p>
            )}
          </section>
          <Limits limits={view.limits} />
          <EntryList entries={view.history} names="box-command" />
        </div>
        <div className="stack side">
          <OpenSteps
            steps={boxSteps}
            open={view.commands}
            about={{
              id: view.number,
              version: view.version,
              officeId: view.officeId,
              serviceCode: null,
              awaited: [],
              blanks: {},
            }}
          />
          <section className="card" aria-label={text("case.facts")}>
            <h2>{text("case.facts")}</h2>
            <dl className="facts">
              <dt>{text("list.received")}</dt>
              <dd>
                {shortMoment(view.receivedAt, moment)} · {named("channel", view.channel)}
              </dd>
              <dt>{text("box.named")}</dt>
              <dd>{[view.named.staffName, view.named.unit].filter(Boolean).join(" · ") || "—"}</dd>
              <dt>{text("field.about")}</dt>
              <dd>{concerned.join("、") || "—"}</dd>
              <dt>{text("box.assignee")}</dt>
              <dd>{view.assigneeId ? directory.person(view.assigneeId) : "—"}</dd>
              {view.closed && (
                <>
                  <dt>{text("case.outcome")}</dt>
                  <dd>{view.closed.reason}</dd>
                </>
              )}
            </dl>
          </section>
        </div>
      </div>
    </article>
  );
}
