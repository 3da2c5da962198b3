import { Button } from "antd";
import type { CaseView } from "#shared/cases/views.ts";
import { useNow } from "../clock.ts";
import { useDirectory } from "../parts/people.tsx";
import { print } from "../parts/print.tsx";
import { NoticeSlip } from "../parts/sheets.tsx";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";

/** What the citizen wrote and what was answered, in the order it happened. */
export function Conversation({ view }: { view: CaseView }) {
  const { text, named } = useTexts();
  const { person } = useDirectory();
  const moment = useNow();
  const turns = [
    { at: view.receivedAt, who: view.name, from: "citizen", label: named("channel", view.channel), body: view.content },
    ...view.messages.map((each) => ({
      at: each.at,
      who: view.name,
      from: "citizen",
      label: text("case.message"),
      body: each.text,
    })),
    ...view.answers.map((each) => ({
      at: each.at,
      who: person(each.by),
      from: "centre",
      label: `${named("answer", each.kind)} · ${named("via", each.via)}`,
      body: each.text,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <section className="card" aria-label={text("case.conversation")}>
      <h2>{text("case.conversation")}</h2>
      <ol className="conversation">
        {turns.map((turn) => (
          <li key={`${turn.at} ${turn.from} ${turn.label}`} className={turn.from}>
            <div className="row">
              <b>{turn.who}</b>
              <span>{turn.label}</span>
              <time dateTime={turn.at}>{shortMoment(turn.at, moment)}</time>
            </div>
            <p>{turn.body}</p>
          </li>
        ))}
      </ol>
      {view.notices.map((notice) => (
        <div key={notice.noticeNo} className="notice-line">
          <b>{text("notice.title")}</b> {notice.noticeNo}
          <ul>
            {notice.materials.map((material) => (
              <li key={material.id} className={material.received ? "received" : ""}>
                {material.name}
                {material.received && <span> ✓ {text("notice.received")}</span>}
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => print(<NoticeSlip view={view} notice={notice} />)}>
            {text("notice.print")}
          </Button>
        </div>
      ))}
      {view.materialsAnnouncedAt && (
        <p className="hint">
          {text("case.materials-announced", { at: shortMoment(view.materialsAnnouncedAt, moment) })}
        </p>
      )}
    </section>
  );
}
