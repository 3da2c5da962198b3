import { Button, Select } from "antd";
import { useState } from "react";
import { dayNumber, localDate, weekday } from "#shared/domain/calendar/local-date.ts";
import { explainDay } from "#shared/domain/calendar.ts";
import type { RosterDay } from "#shared/domain/directory.ts";
import { now } from "../clock.ts";
import { useDirectory } from "../parts/people.tsx";
import { Loading, Trouble } from "../parts/states.tsx";
import { filter, usePlace } from "../place.ts";
import { useEntries, useKeepEntry } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { packCalendar, todayOf } from "../time-left.ts";

type Shift = RosterDay["shifts"][number];

const DAYS = 7;

/** The Monday of the week a date lies in. */
export const mondayOf = (date: string): string => localDate(dayNumber(date) - ((weekday(dayNumber(date)) + 6) % 7));

const later = (date: string, days: number): string => localDate(dayNumber(date) + days);

const timeBox = (label: string, value: string, onChange: (time: string) => void) => (
  <input
    className="time"
    aria-label={label}
    value={value}
    pattern="([01][0-9]|2[0-4]):[0-5][0-9]"
    onChange={(event) => onChange(event.target.value)}
  />
);

/** Duty of an office, a week at a time; last week can be taken over. Who is on duty answers for what comes in by itself (FIR-3). */
export function RosterRoom() {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const roster = useEntries("roster");
  const keep = useKeepEntry("roster");
  const { filters } = usePlace();
  const today = todayOf(now());
  const monday = mondayOf(filters["week"] ?? today);
  const officeId = filters["office"] ?? directory.offices[0]?.id ?? "";
  const [edits, setEdits] = useState<Readonly<Record<string, readonly Shift[]>>>({});
  if (roster.error && !roster.data) return <Trouble error={roster.error} onRetry={() => void roster.refetch()} />;
  if (!roster.data || !directory.ready) return <Loading lines={8} />;
  const keyOf = (date: string) => `${officeId}@${date}`;
  const stored = (date: string): readonly Shift[] =>
    roster.data.find((day) => day.officeId === officeId && day.date === date)?.shifts ?? [];
  const shiftsOn = (date: string): readonly Shift[] => edits[keyOf(date)] ?? stored(date);
  const week = Array.from({ length: DAYS }, (_, day) => later(monday, day));
  const set = (date: string, shifts: readonly Shift[]) => setEdits({ ...edits, [keyOf(date)]: shifts });
  const changed = Object.keys(edits).filter(
    (key) => JSON.stringify(edits[key]) !== JSON.stringify(stored(key.split("@")[1] ?? "")),
  );
  const copyLastWeek = () =>
    setEdits({ ...edits, ...Object.fromEntries(week.map((date) => [keyOf(date), shiftsOn(later(date, -DAYS))])) });
  const save = async () => {
    for (const id of changed) {
      const [office = "", date = ""] = id.split("@");
      await keep.mutateAsync({ id, entry: { officeId: office, date, shifts: edits[id] ?? [] } });
    }
    setEdits({});
  };
  const people = directory.staffOptions.filter((option) => directory.people.get(option.value)?.officeId === officeId);
  return (
    <>
      <div className="line">
        <Select
          className="unit-filter"
          aria-label={text("counter.office")}
          value={officeId}
          options={directory.officeOptions}
          onChange={(office: string) => filter({ office })}
        />
        <Button onClick={() => filter({ week: later(monday, -DAYS) })}>{text("roster.before")}</Button>
        <b>
          {monday} – {later(monday, DAYS - 1)}
        </b>
        <Button onClick={() => filter({ week: later(monday, DAYS) })}>{text("roster.after")}</Button>
        <Button onClick={copyLastWeek}>{text("roster.copy")}</Button>
        <Button
          type="primary"
          disabled={changed.length === 0}
          loading={keep.isPending}
          onClick={() => void save().catch(() => undefined)}
        >
          {text("roster.save", { count: changed.length })}
        </Button>
      </div>
      {keep.error && <Trouble error={keep.error} />}
      <div className="week">
        {week.map((date) => {
          const day = explainDay(packCalendar, date);
          return (
            <section
              key={date}
              aria-label={date}
              className={[
                day.working ? "" : "off",
                date === today ? "today" : "",
                changed.includes(keyOf(date)) ? "changed" : "",
              ].join(" ")}
            >
              <h2>
                {named("weekday", String(weekday(dayNumber(date))))} <small>{date.slice(5)}</small>
              </h2>
              {!day.working && <p className="hint">{day.reason}</p>}
              {shiftsOn(date).map((shift, index) => {
                const change = (next: Partial<Shift>) =>
                  set(
                    date,
                    shiftsOn(date).map((each, at) => (at === index ? { ...each, ...next } : each)),
                  );
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a shift has no identity but its place in the day
                  <div className="shift" key={`${date} ${index}`}>
                    {timeBox(text("roster.from"), shift.from, (from) => change({ from }))}–
                    {timeBox(text("roster.to"), shift.to, (to) => change({ to }))}
                    <Button
                      size="small"
                      type="text"
                      aria-label={text("roster.remove")}
                      onClick={() =>
                        set(
                          date,
                          shiftsOn(date).filter((_, at) => at !== index),
                        )
                      }
                    >
                      ×
                    </Button>
                    <Select
                      mode="multiple"
                      suffixIcon={null}
                      aria-label={text("roster.people", { date })}
                      value={[...shift.staffIds]}
                      options={people}
                      showSearch={{ optionFilterProp: "label" }}
                      labelRender={({ value }) => directory.person(String(value))}
                      onChange={(staffIds: string[]) => change({ staffIds })}
                    />
                  </div>
                );
              })}
              <Button
                size="small"
                type="dashed"
                onClick={() => {
                  const last = shiftsOn(date).at(-1);
                  set(date, [
                    ...shiftsOn(date),
                    last ? { from: "15:30", to: "19:30", staffIds: [] } : { from: "10:00", to: "14:00", staffIds: [] },
                  ]);
                }}
              >
                {text("roster.add")}
              </Button>
            </section>
          );
        })}
      </div>
    </>
  );
}
