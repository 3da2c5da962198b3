import { Button, Drawer, Select } from "antd";
import { useState } from "react";
import type { conductView, rowFor } from "#shared/cases/conduct-views.ts";
import { OpenConductRequest } from "#shared/contracts/conduct.ts";
import { conduct as conductRules } from "#shared/rules/rule-pack.ts";
import { newKey } from "../api.ts";
import { Limits } from "../case/limits.tsx";
import { useNow } from "../clock.ts";
import { can } from "../may.ts";
import { Due } from "../parts/due.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "../parts/states.tsx";
import { addressOf, filter, go, usePlace } from "../place.ts";
import { type Me, useItem, useList, useOpen } from "../queries.ts";
import { OpenSteps } from "../steps/open-steps.tsx";
import { type FieldValue, StepInput } from "../steps/step-input.tsx";
import { conductSteps } from "../steps/steps.ts";
import { type Texts, useTexts } from "../texts.ts";
import { fullMoment, shortMoment } from "../time-left.ts";

type Row = NonNullable<ReturnType<typeof rowFor>>;
type View = ReturnType<typeof conductView>;

const named = (
  list: readonly { code: string; name: { zh: string; en: string } }[],
  code: string,
  { language }: Texts,
) => {
  const name = list.find((each) => each.code === code)?.name;
  return (language === "en" ? name?.en : name?.zh) ?? code;
};
const categoryName = (code: string, texts: Texts) => named(conductRules.categories, code, texts);
const measureName = (code: string, texts: Texts) =>
  named([...conductRules.measures, conductRules.serious], code, texts);

const stages = ["suspected", "hearing", "heard", "verified", "measured", "appealed", "closed"] as const;

/** The conduct register (FIR-10): from suspicion over hearing and decision to measure and appeal. */
export function Conduct({ me, id }: { me: Me; id: string | undefined }) {
  return id === undefined ? <Register me={me} /> : <ConductCase id={id} key={id} />;
}

function Register({ me }: { me: Me }) {
  const texts = useTexts();
  const { text } = texts;
  const directory = useDirectory();
  const moment = useNow();
  const { filters } = usePlace();
  const [opening, setOpening] = useState(false);
  const { staff, stage } = filters;
  const list = useList<Row>("conduct", { staff, stage });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="line">
        <Select
          allowClear
          className="unit-filter"
          aria-label={text("list.stage")}
          placeholder={text("conduct.every-stage")}
          value={stage}
          options={stages.map((each) => ({ value: each, label: texts.named("conduct-stage", each) }))}
          onChange={(chosen?: string) => filter({ stage: chosen })}
        />
        {can.supervise(me) && <Button onClick={() => setOpening(true)}>{text("conduct.open")}</Button>}
        <ClauseMark clause="FIR-10" />
      </div>
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={6} />}
      {list.data && items.length === 0 && <Nothing>{text("conduct.empty")}</Nothing>}
      {items.length > 0 && (
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{text("list.due")}</th>
              <th scope="col">{text("conduct.category")}</th>
              <th scope="col">{text("staff.name")}</th>
              <th scope="col">{text("list.stage")}</th>
              <th scope="col">{text("conduct.measure")}</th>
              <th scope="col">{text("list.received")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.id}>
                <td>{row.due && <Due dueAt={row.due.dueAt} kind={row.due.kind} />}</td>
                <td>
                  <a href={addressOf(["office", "conduct", row.id])}>{categoryName(row.category, texts)}</a>
                </td>
                <td>
                  {directory.person(row.staffId)}
                  <small>{directory.unitName(row.unitId)}</small>
                </td>
                <td>{texts.named("conduct-stage", row.stage)}</td>
                <td>{row.measure ? measureName(row.measure, texts) : "—"}</td>
                <td>{shortMoment(row.openedAt ?? row.putAt ?? moment, moment)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Drawer open={opening} onClose={() => setOpening(false)} size={480} destroyOnHidden title={text("conduct.open")}>
        <OpenForm onDone={() => setOpening(false)} />
      </Drawer>
    </>
  );
}

const fields = [
  { name: "staffId", kind: "staff", required: true },
  { name: "category", kind: "breach", required: true },
  { name: "facts", kind: "long-text", required: true, most: 2000 },
] as const;

function OpenForm({ onDone }: { onDone: () => void }) {
  const { text } = useTexts();
  const [values, setValues] = useState<Readonly<Record<string, FieldValue>>>({});
  const [key] = useState(newKey);
  const [checked, setChecked] = useState(false);
  const open = useOpen<View>("conduct");
  const parsed = OpenConductRequest.safeParse(values);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!parsed.success) return;
        open.mutate(
          { body: parsed.data, key },
          {
            onSuccess: (view) => {
              onDone();
              go(["office", "conduct", view.id]);
            },
          },
        );
      }}
    >
      {fields.map((field) => (
        <StepInput
          key={field.name}
          field={field}
          command="openConduct"
          about={{ id: "", version: 0, officeId: "", serviceCode: null, awaited: [], blanks: {} }}
          value={values[field.name]}
          values={values}
          wrong={checked && !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === field.name)}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {open.error && <Trouble error={open.error} />}
      <Button type="primary" htmlType="submit" loading={open.isPending}>
        {text("conduct.open")}
      </Button>
    </form>
  );
}

/** Where a suspicion comes from, as a link where it leads somewhere. */
function Source({ source }: { source: NonNullable<View["source"]> }) {
  const { text, named: namedText } = useTexts();
  if (source.kind === "office") return text("conduct.source-office");
  if (source.kind === "complaint") return namedText("source", source.kind);
  return (
    <a href={addressOf(["case", source.number])}>
      {namedText("source", source.kind)} {source.number}
    </a>
  );
}

function ConductCase({ id }: { id: string }) {
  const texts = useTexts();
  const { text } = texts;
  const directory = useDirectory();
  const found = useItem<View>("conduct", id);
  if (found.error && !found.data) return <Trouble error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading lines={8} />;
  const view = found.data;
  const { put, hearing, decision, measure, retraining, appeal } = view;
  const turns = [
    view.facts !== undefined && { at: view.openedAt ?? "", title: text("conduct.suspected"), body: view.facts },
    put && { at: put.at, title: text("conduct.put"), body: put.facts },
    hearing && {
      at: hearing.at,
      title: texts.named("hearing", hearing.how),
      body: "text" in hearing ? hearing.text : "",
    },
    decision && {
      at: decision.at,
      title: text(decision.verified ? "conduct.verified" : "conduct.dismissed"),
      body: `${decision.reasons}${decision.rung === null ? "" : ` ${text("conduct.rung", { rung: decision.rung })}`}${
        decision.proposed === null
          ? ""
          : ` ${text("conduct.proposed", { measure: measureName(decision.proposed, texts) })}`
      }`,
    },
    measure && { at: measure.at, title: text("conduct.measure"), body: measureName(measure.code, texts) },
    retraining?.doneAt && { at: retraining.doneAt, title: text("conduct.retrained"), body: retraining.note ?? "" },
    appeal && { at: appeal.at, title: text("conduct.appeal"), body: appeal.text },
    appeal?.decidedAt && {
      at: appeal.decidedAt,
      title: texts.named("outcome", appeal.outcome ?? ""),
      body: appeal.reasons ?? "",
    },
  ].filter((turn) => turn !== false && turn !== null && turn !== undefined && turn !== "");
  return (
    <article className="case">
      <header className="head case-head">
        <h2>
          {directory.person(view.staffId)} · {categoryName(view.category, texts)}
        </h2>
        <span className={`stage ${view.stage}`}>{texts.named("conduct-stage", view.stage)}</span>
        {view.source && <Source source={view.source} />}
      </header>
      <div className="columns">
        <div className="stack">
          <section className="card" aria-label={text("case.timeline")}>
            <ol className="conversation">
              {turns.map((turn) => (
                <li key={`${turn.at} ${turn.title}`}>
                  <div className="row">
                    <b>{turn.title}</b>
                    <time dateTime={turn.at}>{turn.at && fullMoment(turn.at)}</time>
                  </div>
                  <p>{turn.body}</p>
                </li>
              ))}
            </ol>
          </section>
          <Limits limits={view.limits} />
        </div>
        <div className="stack side">
          <OpenSteps
            steps={conductSteps}
            open={view.commands}
            about={{ id: view.id, version: view.version, officeId: "", serviceCode: null, awaited: [], blanks: {} }}
          />
        </div>
      </div>
    </article>
  );
}
