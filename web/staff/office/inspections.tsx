import { Button, Checkbox, Drawer, Input, Select } from "antd";
import { useId, useState } from "react";
import type { LimitView } from "#shared/contracts/inquiry.ts";
import { type InspectionSummary, RecordInspectionRequest } from "#shared/contracts/inspection.ts";
import type { Inspection } from "#shared/domain/inspection/inspection.ts";
import { conduct } from "#shared/rules/rule-pack.ts";
import { newKey } from "../api.ts";
import { Limits } from "../case/limits.tsx";
import { now } from "../clock.ts";
import { can } from "../may.ts";
import { Due } from "../parts/due.tsx";
import { Field } from "../parts/field.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "../parts/states.tsx";
import { addressOf, filter, usePlace } from "../place.ts";
import { type Me, useItem, useList, useOpen } from "../queries.ts";
import { OpenSteps } from "../steps/open-steps.tsx";
import { inspectionSteps } from "../steps/steps.ts";
import { useTexts } from "../texts.ts";
import { fullMoment, todayOf } from "../time-left.ts";

type View = Pick<
  Inspection,
  "number" | "unitId" | "category" | "inspectedOn" | "severity" | "stage" | "recordedBy" | "officeId"
> & {
  readonly version: number;
  readonly finding: string;
  readonly evidence: string | null;
  readonly rectified: { readonly at: string; readonly by: string; readonly text: string } | null;
  readonly limits: readonly LimitView[];
};

const categories = conduct.categories.filter((category) => category.usedIn.includes("inspection"));
const severities = ["none", "minor", "serious"] as const;

/** Inspections (督查, FIR-9): what the office found where, and whether it has been put right. */
export function Inspections({ me, number }: { me: Me; number: string | undefined }) {
  return number === undefined ? <List me={me} /> : <Shown number={number} key={number} />;
}

const useCategoryName = () => {
  const { language } = useTexts();
  return (code: string): string => {
    const name = categories.find((each) => each.code === code)?.name;
    return (language === "en" ? name?.en : name?.zh) ?? code;
  };
};

function List({ me }: { me: Me }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const categoryName = useCategoryName();
  const { filters } = usePlace();
  const [recording, setRecording] = useState(false);
  const thisMonth = todayOf(now()).slice(0, 7);
  const { unit, from = thisMonth, to = thisMonth } = filters;
  const list = useList<InspectionSummary>("inspections", { unit, from, to });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const month = (name: "from" | "to", value: string) => (
    <input
      type="month"
      aria-label={text(`inspection.${name}`)}
      value={value}
      onChange={(event) => filter({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <div className="line">
        {month("from", from)} – {month("to", to)}
        <Select
          allowClear
          className="unit-filter"
          aria-label={text("work.unit")}
          placeholder={text("work.every-unit")}
          value={unit}
          options={directory.unitOptions}
          onChange={(chosen?: string) => filter({ unit: chosen })}
        />
        {can.supervise(me) && (
          <Button type="primary" onClick={() => setRecording(true)}>
            {text("inspection.record")}
          </Button>
        )}
        <ClauseMark clause="FIR-9" />
      </div>
      {list.error && <Trouble error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading lines={5} />}
      {list.data && items.length === 0 && <Nothing>{text("inspection.empty")}</Nothing>}
      {items.length > 0 && (
        <table className="cases">
          <thead>
            <tr>
              <th scope="col">{text("list.due")}</th>
              <th scope="col">{text("inspection.finding")}</th>
              <th scope="col">{text("office.unit")}</th>
              <th scope="col">{text("inspection.severity")}</th>
              <th scope="col">{text("list.stage")}</th>
              <th scope="col">{text("inspection.on")}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.number}>
                <td>{item.due && <Due dueAt={item.due.dueAt} kind={item.due.kind} />}</td>
                <td>
                  <a href={addressOf(["office", "inspections", item.number])}>{item.finding}</a>
                  <small>{categoryName(item.category)}</small>
                </td>
                <td>{directory.unitName(item.unitId)}</td>
                <td>{named("severity", item.severity)}</td>
                <td>{named("inspection-stage", item.stage)}</td>
                <td>{item.inspectedOn}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Drawer
        open={recording}
        onClose={() => setRecording(false)}
        size={520}
        destroyOnHidden
        title={text("inspection.record")}
      >
        <RecordForm onDone={() => setRecording(false)} />
      </Drawer>
    </>
  );
}

function RecordForm({ onDone }: { onDone: () => void }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const categoryName = useCategoryName();
  const [key] = useState(newKey);
  const [checked, setChecked] = useState(false);
  const [entry, setEntry] = useState<Partial<RecordInspectionRequest>>({
    inspectedOn: todayOf(now()),
    severity: "none",
    mustRectify: false,
  });
  const open = useOpen("inspections");
  const [on, finding, evidence] = [useId(), useId(), useId()];
  const parsed = RecordInspectionRequest.safeParse({ ...entry, evidence: entry.evidence || undefined });
  const set = (change: Partial<RecordInspectionRequest>) => setEntry({ ...entry, ...change });
  const wrong = (name: string) =>
    checked && !parsed.success && parsed.error.issues.some((issue) => issue.path[0] === name) && text("field.needed");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (parsed.success) open.mutate({ body: parsed.data, key }, { onSuccess: onDone });
      }}
    >
      <div className="pair">
        <Field label={text("office.unit")} error={wrong("unitId")}>
          <Select
            aria-label={text("office.unit")}
            value={entry.unitId}
            options={directory.unitOptions}
            onChange={(unitId: string) => set({ unitId })}
          />
        </Field>
        <Field label={text("inspection.on")} id={on}>
          <input
            id={on}
            type="date"
            value={entry.inspectedOn}
            onChange={(event) => set({ inspectedOn: event.target.value })}
          />
        </Field>
      </div>
      <div className="pair">
        <Field label={text("conduct.category")} error={wrong("category")}>
          <Select
            aria-label={text("conduct.category")}
            showSearch={{ optionFilterProp: "label" }}
            value={entry.category}
            options={categories.map(({ code }) => ({ value: code, label: categoryName(code) }))}
            onChange={(category: string) => set({ category })}
          />
        </Field>
        <Field label={text("inspection.severity")}>
          <Select
            aria-label={text("inspection.severity")}
            value={entry.severity}
            options={severities.map((each) => ({ value: each, label: named("severity", each) }))}
            onChange={(severity) => set({ severity, mustRectify: severity !== "none" })}
          />
        </Field>
      </div>
      <Field label={text("inspection.finding")} id={finding} error={wrong("finding")}>
        <Input.TextArea
          id={finding}
          rows={3}
          maxLength={2000}
          value={entry.finding}
          onChange={(event) => set({ finding: event.target.value })}
        />
      </Field>
      <Field label={text("inspection.evidence")} id={evidence}>
        <Input.TextArea
          id={evidence}
          rows={2}
          maxLength={2000}
          value={entry.evidence}
          onChange={(event) => set({ evidence: event.target.value })}
        />
      </Field>
      <Checkbox checked={entry.mustRectify} onChange={(event) => set({ mustRectify: event.target.checked })}>
        {text("inspection.must-rectify")}
      </Checkbox>
      {open.error && <Trouble error={open.error} />}
      <div className="line">
        <Button type="primary" htmlType="submit" loading={open.isPending}>
          {text("form.save")}
        </Button>
        <Button onClick={onDone}>{text("form.cancel")}</Button>
      </div>
    </form>
  );
}

function Shown({ number }: { number: string }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const categoryName = useCategoryName();
  const found = useItem<View>("inspections", number);
  if (found.error && !found.data) return <Trouble error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading lines={6} />;
  const view = found.data;
  return (
    <div className="columns">
      <div className="stack">
        <section className="card">
          <h2>
            {directory.unitName(view.unitId)} · {categoryName(view.category)} · {named("severity", view.severity)}
          </h2>
          <p>{view.finding}</p>
          {view.evidence && <p className="hint">{view.evidence}</p>}
          <p className="hint">
            {view.inspectedOn} · {directory.person(view.recordedBy)} · {named("inspection-stage", view.stage)}
          </p>
          {view.rectified && (
            <p className="notice-line">
              <b>{text("inspection.rectified")}</b> {directory.person(view.rectified.by)}{" "}
              {fullMoment(view.rectified.at)}
              <br />
              {view.rectified.text}
            </p>
          )}
        </section>
        <Limits limits={view.limits} />
      </div>
      <div className="stack side">
        <OpenSteps
          steps={inspectionSteps}
          open={view.stage === "to-rectify" ? ["rectify"] : []}
          about={{
            id: view.number,
            version: view.version,
            officeId: view.officeId,
            serviceCode: null,
            awaited: [],
            blanks: {},
          }}
        />
      </div>
    </div>
  );
}
