import { useQueryClient } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useCallback, useState } from "react";
import type { CaseView } from "#shared/cases/views.ts";
import type { InquirySummary } from "#shared/contracts/inquiry.ts";
import { isInCharge } from "#shared/domain/directory.ts";
import { ask } from "../api.ts";
import { now } from "../clock.ts";
import { CaseList } from "../parts/case-list.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Trouble } from "../parts/states.tsx";
import { filter, go, usePlace } from "../place.ts";
import { type Me, useEntries } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { todayOf } from "../time-left.ts";

/** Acknowledges an urgent report from the list: one click, minutes count (FIR-5.6). */
function AcknowledgeUrgent({ item }: { item: InquirySummary }) {
  const { named } = useTexts();
  const client = useQueryClient();
  const [state, setState] = useState<{ pending: boolean; error?: unknown }>({ pending: false });
  if (item.due?.kind !== "acknowledge-urgent") return null;
  const acknowledge = async () => {
    setState({ pending: true });
    try {
      const path = `/api/staff/inquiries/${encodeURIComponent(item.number)}`;
      const { version } = await ask<CaseView>("GET", path);
      await ask("POST", `${path}/commands`, {
        body: { type: "acknowledgeUrgent" },
        headers: { "if-match": `"${version}"` },
      });
      setState({ pending: false });
    } catch (error) {
      setState({ pending: false, error });
    }
    await client.invalidateQueries({ queryKey: ["inquiries", "list"] });
  };
  return (
    <>
      <Button size="small" type="primary" danger loading={state.pending} onClick={() => void acknowledge()}>
        {named("command", "acknowledgeUrgent")}
      </Button>
      {state.error !== undefined && <Trouble error={state.error} />}
    </>
  );
}

function RowActions({ item }: { item: InquirySummary }) {
  const { named } = useTexts();
  const to = (command: string) => (
    <Button key={command} size="small" onClick={() => go(["case", item.number], { do: command })}>
      {named("command", command)}
    </Button>
  );
  return (
    <span className="buttons">
      <AcknowledgeUrgent item={item} />
      {item.stage === "consulted" && to("designate")}
      {(item.stage === "registered" || item.stage === "accepted") && to("extend")}
      {item.stage !== "closed" && to("reassign")}
    </span>
  );
}

/** What a head sees: urgent reports to acknowledge, questions to decide, and whose work lies because somebody is away. */
export function Unit({ me }: { me: Me }) {
  const { text } = useTexts();
  const directory = useDirectory();
  const staff = useEntries("staff");
  const { filters } = usePlace();
  const today = todayOf(now());
  const known = { offices: directory.offices, staff: staff.data ?? [], roster: [], outsideBodies: [] };
  const mine = directory.offices.flatMap((office) =>
    office.units.filter((unit) => isInCharge(known, me.id, unit.id, today) || unit.id === me.unitId),
  );
  const unitId =
    mine.find((unit) => unit.id === filters["unit"])?.id ?? mine.find((unit) => unit.id === me.unitId)?.id ?? me.unitId;
  const away = known.staff.filter((person) => person.unitId === unitId && person.active && directory.isAway(person));
  const who = filters["who"];
  const keep = useCallback((item: InquirySummary) => who === undefined || item.caseworkerId === who, [who]);
  if (!directory.ready) return <Loading lines={8} />;
  return (
    <>
      <div className="head">
        <h1>{text("unit.title", { unit: directory.unitName(unitId) })}</h1>
        {mine.length > 1 && (
          <Select
            className="unit-filter"
            aria-label={text("work.unit")}
            value={unitId}
            options={mine.map((unit) => ({ value: unit.id, label: directory.unitName(unit.id) }))}
            onChange={(unit: string) => filter({ unit, who: undefined })}
          />
        )}
        <Select
          allowClear
          className="unit-filter"
          aria-label={text("unit.who")}
          placeholder={text("unit.everybody")}
          value={who}
          options={directory.staffOptions
            .filter((option) => option.unitId === unitId)
            .map((option) => ({ ...option, disabled: false }))}
          onChange={(chosen?: string) => filter({ who: chosen })}
        />
      </div>
      {away.length > 0 && (
        <section className="card away" aria-label={text("unit.away")}>
          <h2>
            {text("unit.away")} <ClauseMark clause="FIR-5" />
          </h2>
          <ul>
            {away.map((person) => (
              <li key={person.id}>
                <b>{person.name}</b>{" "}
                {text("unit.away-until", {
                  to: person.leave.find(({ from, to }) => from <= today && today <= to)?.to ?? "",
                  deputy: person.deputyId ? directory.person(person.deputyId) : text("unit.no-deputy"),
                })}{" "}
                <Button size="small" onClick={() => filter({ who: person.id })}>
                  {text("unit.show-work")}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <CaseList
        key={`${unitId} ${who}`}
        filter={{ view: "unit", unit: unitId }}
        nothing={text("unit.nothing")}
        keep={keep}
        act={(item) => <RowActions item={item} />}
      />
    </>
  );
}
