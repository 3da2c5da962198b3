import { Button, Input, Select } from "antd";
import { useState } from "react";
import { CalendarYear as YearContract } from "#shared/contracts/calendar.ts";
import type { CalendarLayer, CalendarYear, DaySpan } from "#shared/domain/calendar/calendar-data.ts";
import { withYear } from "#shared/domain/calendar/calendar-data.ts";
import { dayNumber, localDate } from "#shared/domain/calendar/local-date.ts";
import { buildCalendar, explainDay } from "#shared/domain/calendar.ts";
import { calendarData } from "#shared/rules/rule-pack.ts";
import { now } from "../clock.ts";
import { Field } from "../parts/field.tsx";
import { ClauseMark, Loading, Trouble } from "../parts/states.tsx";
import { filter, usePlace } from "../place.ts";
import { useKeepYear, useYear } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { todayOf } from "../time-left.ts";

const unknown: CalendarYear = {
  national: { status: "provisional", document: "", url: null, off: [], work: [] },
  regional: { status: "provisional", document: "", url: null, off: [], work: [] },
};

const SPAN = /^(\S+)\s+(\d{4}-\d\d-\d\d)(?:\s*(?:–|至|-)\s*(\d{4}-\d\d-\d\d))?$/;

/** Spans as they are typed, one a line: `春节 2027-02-05 至 2027-02-12`. */
export const spansOf = (lines: string): DaySpan[] =>
  lines.split("\n").flatMap((line) => {
    const [, name, from, to = from] = SPAN.exec(line.trim()) ?? [];
    return name && from && to ? [{ name, from, to }] : [];
  });

const linesOf = (spans: readonly DaySpan[]): string =>
  spans.map(({ name, from, to }) => (from === to ? `${name} ${from}` : `${name} ${from} 至 ${to}`)).join("\n");

const workingDays = (calendar: ReturnType<typeof buildCalendar>, year: string): ReadonlySet<string> => {
  const days = new Set<string>();
  for (let day = dayNumber(`${year}-01-01`); day <= dayNumber(`${year}-12-31`); day += 1) {
    const date = localDate(day);
    if (explainDay(calendar, date).working) days.add(date);
  }
  return days;
};

/** Which days change between working and free when a year is loaded: what moves a due date. */
export function movedDays(before: CalendarYear | undefined, after: CalendarYear, year: string) {
  const calendar = (notice: CalendarYear | undefined) =>
    buildCalendar(notice ? withYear(calendarData, Number(year), notice) : calendarData);
  const [was, is] = [workingDays(calendar(before), year), workingDays(calendar(after), year)];
  return { freed: [...was].filter((date) => !is.has(date)), worked: [...is].filter((date) => !was.has(date)) };
}

/** The official calendar of a year: loaded when the notices are out, with a preview of every day that changes (SC-5). */
export function CalendarRoom() {
  const { text } = useTexts();
  const { filters } = usePlace();
  const thisYear = Number(todayOf(now()).slice(0, 4));
  const year = filters["year"] ?? String(thisYear);
  const stored = useYear(year);
  const years = [thisYear, thisYear + 1, thisYear + 2].map(String);
  return (
    <>
      <div className="line">
        <Select
          aria-label={text("calendar.year")}
          value={year}
          options={years.map((each) => ({ value: each, label: each }))}
          onChange={(chosen: string) => filter({ year: chosen })}
        />
        <ClauseMark clause="SC-5" />
      </div>
      {stored.error && <Trouble error={stored.error} onRetry={() => void stored.refetch()} />}
      {stored.isPending ? <Loading lines={8} /> : <YearForm key={year} year={year} stored={stored.data ?? undefined} />}
    </>
  );
}

function YearForm({ year, stored }: { year: string; stored: CalendarYear | undefined }) {
  const { text } = useTexts();
  const [national, setNational] = useState(stored?.national ?? unknown.national);
  const [regional, setRegional] = useState(stored?.regional ?? unknown.regional);
  const keep = useKeepYear(year);
  const next: CalendarYear = { national, regional, ...(stored?.offices && { offices: stored.offices }) };
  const valid = YearContract.safeParse(next).success;
  const moved = movedDays(stored, next, year);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) keep.mutate(next);
      }}
    >
      <div className="columns even">
        <Layer title={text("rules.national")} layer={national} onChange={setNational} />
        <Layer title={text("rules.regional")} layer={regional} onChange={setRegional} />
      </div>
      <section className="card preview" aria-live="polite" aria-label={text("calendar.preview")}>
        <h2>{text("calendar.preview")}</h2>
        <p>
          {text("calendar.freed", { count: moved.freed.length })} {moved.freed.join("、")}
        </p>
        <p>
          {text("calendar.worked", { count: moved.worked.length })} {moved.worked.join("、")}
        </p>
        <p className="hint">{text("calendar.hint")}</p>
      </section>
      {keep.error && <Trouble error={keep.error} />}
      <div className="line">
        <Button type="primary" htmlType="submit" disabled={!valid} loading={keep.isPending}>
          {text("calendar.load", { year })}
        </Button>
        {!valid && <span className="hint">{text("form.incomplete")}</span>}
        {keep.isSuccess && <span role="status">{text("calendar.loaded")}</span>}
      </div>
    </form>
  );
}

function Layer({
  title,
  layer,
  onChange,
}: {
  title: string;
  layer: CalendarLayer;
  onChange: (layer: CalendarLayer) => void;
}) {
  const { text } = useTexts();
  const [off, setOff] = useState(linesOf(layer.off));
  const [work, setWork] = useState(linesOf(layer.work));
  const lines = (label: string, value: string, change: (lines: string) => void) => (
    <Field label={label} hint={text("calendar.lines")}>
      <Input.TextArea
        aria-label={`${title} ${label}`}
        autoSize={{ minRows: 3 }}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <Field label={text("calendar.document")}>
        <Input
          aria-label={`${title} ${text("calendar.document")}`}
          value={layer.document}
          onChange={(event) => onChange({ ...layer, document: event.target.value })}
        />
      </Field>
      <Field label={text("calendar.status")}>
        <Select
          aria-label={`${title} ${text("calendar.status")}`}
          value={layer.status}
          options={[
            { value: "published", label: text("calendar.published") },
            { value: "provisional", label: text("rules.provisional") },
          ]}
          onChange={(status) => onChange({ ...layer, status })}
        />
      </Field>
      {lines(text("rules.off"), off, (value) => {
        setOff(value);
        onChange({ ...layer, off: spansOf(value) });
      })}
      {lines(text("rules.work"), work, (value) => {
        setWork(value);
        onChange({ ...layer, work: spansOf(value) });
      })}
    </section>
  );
}
