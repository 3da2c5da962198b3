import { Checkbox } from "antd";
import type { ReactNode } from "react";
import { clauses } from "#shared/domain/clauses.ts";
import type { Sourced } from "#shared/domain/sourced.ts";
import {
  calendarData,
  conduct,
  departments,
  edition,
  hours,
  limits,
  ranks,
  services,
} from "#shared/rules/rule-pack.ts";
import { ClauseMark } from "../parts/states.tsx";
import { Rooms } from "../parts/tabs.tsx";
import { filter, usePlace } from "../place.ts";
import { useTexts } from "../texts.ts";
import { termWords } from "../time-left.ts";

const rooms = ["limits", "services", "ranks", "conduct", "calendar", "clauses"] as const;

function Source({ of }: { of: Sourced }) {
  const { text } = useTexts();
  return (
    <span className={of.status}>
      {of.status === "proposed" && <b className="mark-proposed">{text("rules.proposed")}</b>} {of.basis}
    </span>
  );
}

type Row = Sourced & { readonly key: string; readonly cells: readonly ReactNode[] };

function Sheet({ heads, rows }: { heads: readonly string[]; rows: readonly Row[] }) {
  const { text } = useTexts();
  const { filters } = usePlace();
  const only = filters["only"] === "proposed";
  return (
    <table className="grid">
      <thead>
        <tr>
          {[...heads, text("rules.basis")].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((row) => !only || row.status === "proposed")
          .map((row) => (
            <tr key={row.key}>
              {row.cells.map((cell, index) => (
                <td key={heads[index]}>{cell}</td>
              ))}
              <td>
                <Source of={row} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** The rule pack as the decisions read it; what waits for the centre's decision is marked as proposed. */
export function Rules({ rest }: { rest: readonly string[] }) {
  const texts = useTexts();
  const { text, language, named } = texts;
  const { filters } = usePlace();
  const at = rooms.find((room) => room === rest[0]) ?? "limits";
  const nameOf = (names: { zh: string; en: string }) => (language === "en" ? names.en : names.zh);
  return (
    <>
      <div className="head">
        <h1>{text("rules.title", { version: edition.version })}</h1>
        <Rooms
          label={text("nav.rules")}
          base="rules"
          at={at}
          rooms={rooms.map((room) => ({ at: room, label: text(`rules.${room}`) }))}
        />
        {at !== "clauses" && at !== "calendar" && (
          <Checkbox
            checked={filters["only"] === "proposed"}
            onChange={(event) => filter({ only: event.target.checked ? "proposed" : undefined })}
          >
            {text("rules.only-proposed")}
          </Checkbox>
        )}
      </div>
      {at === "limits" && (
        <Sheet
          heads={[
            text("rules.stage"),
            text("rules.term"),
            text("rules.reminder"),
            text("rules.ladder"),
            text("rules.clause"),
          ]}
          rows={limits.map((row) => ({
            ...row,
            key: row.code,
            cells: [
              nameOf(row.name),
              termWords(row, texts),
              row.reminder === null ? "—" : `${Math.round(row.reminder * 100)}%`,
              row.ladder
                .map(
                  (step) =>
                    `${step.level}. ${named("ladder", step.to)} ${step.after.amount === 0 ? text("rules.at-once") : `+${termWords(step.after, texts)}`}`,
                )
                .join("；"),
              <ClauseMark key="clause" clause={row.clause} />,
            ],
          }))}
        />
      )}
      {at === "services" && (
        <Sheet
          heads={[
            text("rules.service"),
            text("rules.departments"),
            text("rules.promise"),
            text("rules.statute"),
            text("rules.materials"),
          ]}
          rows={services.map((service) => ({
            ...service,
            key: service.code,
            cells: [
              `${service.code} ${nameOf(service.name)}`,
              service.departments
                .map((code) => departments.find((each) => each.code === code)?.name.zh ?? code)
                .join("、"),
              <span key="promise">
                {service.promised.label}
                <small>
                  <Source of={service.promised} />
                </small>
              </span>,
              service.statutory ? (
                <span key="statute">
                  {termWords(service.statutory, texts)} {named("duty", service.statutory.dutyOn)}
                  <small>
                    <Source of={service.statutory} />
                  </small>
                </span>
              ) : (
                "—"
              ),
              <details key="materials">
                <summary>{service.materials.length}</summary>
                {service.materials.map((material) => (
                  <div key={material.id}>
                    {material.name}
                    {!material.required && `（${material.when ?? text("rules.if-needed")}）`}
                  </div>
                ))}
              </details>,
            ],
          }))}
        />
      )}
      {at === "ranks" && (
        <Sheet
          heads={[text("staff.rank"), text("rules.order")]}
          rows={ranks.map((rank) => ({ ...rank, key: rank.code, cells: [nameOf(rank.name), rank.order] }))}
        />
      )}
      {at === "conduct" && (
        <>
          <Sheet
            heads={[text("rules.measure"), text("rules.rung")]}
            rows={conduct.measures.map((measure) => ({
              ...measure,
              key: measure.code,
              cells: [nameOf(measure.name), measure.rung],
            }))}
          />
          <Sheet
            heads={[text("rules.category"), text("rules.used-in"), text("rules.clause")]}
            rows={conduct.categories.map((category) => ({
              ...category,
              key: category.code,
              cells: [
                nameOf(category.name),
                category.usedIn.map((use) => named("used-in", use)).join("、"),
                category.clauses.map((clause) => <ClauseMark key={clause} clause={clause} />),
              ],
            }))}
          />
        </>
      )}
      {at === "calendar" && <CalendarSheet />}
      {at === "clauses" && (
        <table className="grid">
          <tbody>
            {Object.entries(clauses).map(([id, words]) => (
              <tr key={id}>
                <th scope="row">{id}</th>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function CalendarSheet() {
  const { text } = useTexts();
  return (
    <>
      {hours.map((each) => (
        <p key={each.code} className="hint">
          {each.name}：
          {each.seasons
            .map((season) => `${season.name} ${season.sessions.map((session) => session.join("–")).join("、")}`)
            .join("；")}{" "}
          <Source of={each} />
        </p>
      ))}
      {Object.entries(calendarData.years).map(([year, { national, regional, note }]) => (
        <section key={year} className="card">
          <h2>{year}</h2>
          {note && <p className="hint">{note}</p>}
          {[national, regional].map((layer, index) => (
            <div key={index === 0 ? "national" : "regional"}>
              <h3>
                {text(index === 0 ? "rules.national" : "rules.regional")} {layer.document}
                {layer.status === "provisional" && <b className="mark-proposed">{text("rules.provisional")}</b>}
              </h3>
              <p>
                {text("rules.off")}：
                {layer.off
                  .map(({ name, from, to }) => `${name} ${from}${to === from ? "" : `–${to.slice(5)}`}`)
                  .join("；") || "—"}
              </p>
              <p>
                {text("rules.work")}：
                {layer.work
                  .map(({ name, from, to }) => `${name} ${from}${to === from ? "" : `–${to.slice(5)}`}`)
                  .join("；") || "—"}
              </p>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}
