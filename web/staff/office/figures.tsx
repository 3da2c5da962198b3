import { Button, Select } from "antd";
import { useState } from "react";
import type { FiguresView } from "#shared/contracts/figures.ts";
import { download } from "../api.ts";
import { now } from "../clock.ts";
import { useDirectory } from "../parts/people.tsx";
import { Loading, Nothing, Trouble } from "../parts/states.tsx";
import { addressOf, filter, usePlace } from "../place.ts";
import { useFigures } from "../queries.ts";
import { type Texts, useTexts } from "../texts.ts";
import { fullMoment, todayOf } from "../time-left.ts";

export type Figure = FiguresView["figures"][number];
type Cell = Figure["value"];

/** A value as people read it; numbers under five are not told (so that nobody is recognised). */
const cellWords = (value: Cell, measure: Figure["measure"], { text }: Texts): string =>
  value === null
    ? "—"
    : value === "<5"
      ? text("figures.few")
      : `${value}${measure === "count" ? "" : text(`measure.${measure}`)}`;

/** How the parts of a figure compare, as bars with their numbers beside them. */
function Parts({ parts }: { parts: NonNullable<Figure["parts"]> }) {
  const texts = useTexts();
  const most = Math.max(1, ...parts.map((part) => (typeof part.value === "number" ? part.value : 0)));
  return (
    <ul className="bars">
      {parts.map((part) => (
        <li key={part.code}>
          <span>{texts.name(part.name)}</span>
          <span className="share" aria-hidden="true">
            <span style={{ inlineSize: `${(100 * (typeof part.value === "number" ? part.value : 0)) / most}%` }} />
          </span>
          <b>{cellWords(part.value, "count", texts)}</b>
        </li>
      ))}
    </ul>
  );
}

/** Figures, each with its definition and the number of cases it rests on. */
export function FigureSheet({ figures }: { figures: readonly Figure[] }) {
  const texts = useTexts();
  return (
    <div className="figures">
      {figures.map((figure) => (
        <section key={figure.code} className="card" aria-label={texts.name(figure.name)}>
          <h2>{texts.name(figure.name)}</h2>
          <p className="value">
            {cellWords(figure.value, figure.measure, texts)}
            {figure.of !== undefined && (
              <small>{texts.text("figures.of", { count: cellWords(figure.of, "count", texts) })}</small>
            )}
          </p>
          {figure.parts && <Parts parts={figure.parts} />}
          <p className="hint">{texts.name(figure.definition)}</p>
        </section>
      ))}
    </div>
  );
}

/** The units side by side; what is overdue leads to its cases. */
export function UnitSheet({ units }: { units: FiguresView["units"] }) {
  const { text, name } = useTexts();
  const rate = (value: number | null) => (value === null ? "—" : `${value}%`);
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{text("office.unit")}</th>
          <th scope="col">{text("figures.closed")}</th>
          <th scope="col">{text("figures.on-time")}</th>
          <th scope="col">{text("figures.open")}</th>
          <th scope="col">{text("figures.overdue")}</th>
          <th scope="col">{text("figures.at-risk")}</th>
        </tr>
      </thead>
      <tbody>
        {units.map((unit) => (
          <tr key={unit.unitId}>
            <th scope="row">
              {name(unit.name)} <small>{name(unit.office)}</small>
            </th>
            <td>{unit.closed}</td>
            <td>{rate(unit.onTimeRate)}</td>
            <td>{unit.open}</td>
            <td>
              {unit.overdue > 0 ? (
                <a
                  className="error"
                  href={addressOf(["office", "supervision"], { view: "overdue", unit: unit.unitId })}
                >
                  {unit.overdue}
                </a>
              ) : (
                0
              )}
            </td>
            <td>{unit.atRisk}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The figures of a period and a unit (FIR-9), with the closed cases to take away as CSV. */
export function Figures() {
  const { text } = useTexts();
  const directory = useDirectory();
  const { filters } = usePlace();
  const today = todayOf(now());
  const { from = `${today.slice(0, 7)}-01`, to = today, unit } = filters;
  const figures = useFigures({ from, to, unit });
  const [saving, setSaving] = useState<{ pending: boolean; error?: unknown }>({ pending: false });
  const save = async () => {
    setSaving({ pending: true });
    try {
      const query = new URLSearchParams({ from, to, ...(unit && { unit }) });
      await download(`/api/staff/export.csv?${query}`, `${text("figures.file")}-${from}-${to}.csv`);
      setSaving({ pending: false });
    } catch (error) {
      setSaving({ pending: false, error });
    }
  };
  const day = (name: "from" | "to", value: string) => (
    <input
      type="date"
      aria-label={text(`figures.${name}`)}
      value={value}
      onChange={(event) => filter({ [name]: event.target.value || undefined })}
    />
  );
  return (
    <>
      <div className="line">
        {day("from", from)} – {day("to", to)}
        <Select
          allowClear
          className="unit-filter"
          aria-label={text("work.unit")}
          placeholder={text("work.every-unit")}
          value={unit}
          options={directory.unitOptions}
          onChange={(chosen?: string) => filter({ unit: chosen })}
        />
        <Button loading={saving.pending} onClick={() => void save()}>
          {text("figures.export")}
        </Button>
      </div>
      {saving.error !== undefined && <Trouble error={saving.error} />}
      {figures.error && <Trouble error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Loading lines={8} />}
      {figures.data && (
        <>
          <FigureSheet figures={figures.data.figures} />
          {figures.data.units.length === 0 ? (
            <Nothing>{text("figures.no-units")}</Nothing>
          ) : (
            <UnitSheet units={figures.data.units} />
          )}
          <p className="hint">{text("figures.as-of", { at: fullMoment(figures.data.asOf) })}</p>
        </>
      )}
    </>
  );
}
