import { Button, Input, InputNumber, Select } from "antd";
import { useId, useState } from "react";
import { Slot } from "#shared/contracts/appointment.ts";
import { addMinutes } from "#shared/domain/calendar/local-date.ts";
import { type BookableSlot, free, slotId } from "#shared/domain/slot.ts";
import { now } from "../clock.ts";
import { Field } from "../parts/field.tsx";
import { useDirectory } from "../parts/people.tsx";
import { ClauseMark, Loading, Nothing, Trouble } from "../parts/states.tsx";
import { useKeepSlots, useSlots } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { fullMoment, todayOf } from "../time-left.ts";

interface Opening {
  readonly officeId: string;
  readonly desk: string;
  readonly place: string;
  readonly withId: string;
  readonly capacity: number;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

/** One slot after another from opening to closing time; a remainder too short for one stays free. */
export function slotsOf({ date, from, to, minutes, ...slot }: Opening): Slot[] {
  const end = Date.parse(`${date}T${to}:00+08:00`);
  const slots: Slot[] = [];
  let startsAt = `${date}T${from}:00+08:00`;
  while (minutes > 0 && Date.parse(startsAt) + minutes * 60_000 <= end) {
    const endsAt = addMinutes(new Date(startsAt).toISOString(), minutes);
    slots.push({ ...slot, startsAt, endsAt });
    startsAt = endsAt;
  }
  return slots;
}

/** Times that can be booked (预约服务, FIR-5.1): opened a stretch at a time, closed one by one. */
export function SlotsRoom() {
  const { text } = useTexts();
  const directory = useDirectory();
  const slots = useSlots();
  const keep = useKeepSlots();
  const moment = now();
  const [opening, setOpening] = useState<Opening>();
  const [desk, place, date, from, to, minutes, capacity] = [
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
  ];
  if (slots.error && !slots.data) return <Trouble error={slots.error} onRetry={() => void slots.refetch()} />;
  if (!slots.data || !directory.ready) return <Loading lines={6} />;
  const entry: Opening = opening ?? {
    officeId: directory.offices[0]?.id ?? "",
    desk: "1",
    place: "",
    withId: "",
    capacity: 1,
    date: todayOf(moment),
    from: "10:00",
    to: "13:00",
    minutes: 30,
  };
  const set = (change: Partial<Opening>) => setOpening({ ...entry, ...change });
  const made = slotsOf(entry);
  const valid = made.length > 0 && made.every((slot) => Slot.safeParse(slot).success);
  const close = ({ places: _, version: __, id, ...slot }: BookableSlot) =>
    keep.mutate([{ id, slot: { ...slot, serviceCodes: slot.serviceCodes && [...slot.serviceCodes], capacity: 0 } }]);
  const box = (id: string, label: string, value: string, change: (value: string) => void, type = "text") => (
    <Field label={label} id={id}>
      <Input id={id} type={type} value={value} onChange={(event) => change(event.target.value)} />
    </Field>
  );
  return (
    <>
      <form
        className="card slots"
        aria-label={text("slots.open")}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) keep.mutate(made.map((slot) => ({ id: slotId(slot.officeId, slot.startsAt, slot.desk), slot })));
        }}
      >
        <Field label={text("counter.office")}>
          <Select
            aria-label={text("counter.office")}
            value={entry.officeId}
            options={directory.officeOptions}
            onChange={(officeId: string) => set({ officeId })}
          />
        </Field>
        {box(desk, text("slots.desk"), entry.desk, (value) => set({ desk: value.trim() }))}
        {box(place, text("slots.place"), entry.place, (value) => set({ place: value }))}
        <Field label={text("slots.with")}>
          <Select
            aria-label={text("slots.with")}
            showSearch={{ optionFilterProp: "label" }}
            value={entry.withId || undefined}
            options={directory.staffOptions}
            onChange={(withId: string) => set({ withId })}
          />
        </Field>
        {box(date, text("limit.day"), entry.date, (value) => set({ date: value }), "date")}
        {box(from, text("roster.from"), entry.from, (value) => set({ from: value }), "time")}
        {box(to, text("roster.to"), entry.to, (value) => set({ to: value }), "time")}
        <Field label={text("slots.minutes")} id={minutes}>
          <InputNumber
            id={minutes}
            min={5}
            max={240}
            value={entry.minutes}
            onChange={(value) => set({ minutes: value ?? 30 })}
          />
        </Field>
        <Field label={text("slots.capacity")} id={capacity}>
          <InputNumber
            id={capacity}
            min={1}
            max={50}
            value={entry.capacity}
            onChange={(value) => set({ capacity: value ?? 1 })}
          />
        </Field>
        <Button type="primary" htmlType="submit" disabled={!valid} loading={keep.isPending}>
          {text("slots.open-count", { count: made.length })}
        </Button>
      </form>
      {keep.error && <Trouble error={keep.error} />}
      {slots.data.length === 0 ? (
        <Nothing>{text("slots.empty")}</Nothing>
      ) : (
        <table className="grid">
          <caption>
            {text("admin.slots")} <ClauseMark clause="FIR-5.1" />
          </caption>
          <thead>
            <tr>
              <th scope="col">{text("slots.time")}</th>
              <th scope="col">{text("slots.place")}</th>
              <th scope="col">{text("slots.with")}</th>
              <th scope="col">{text("slots.taken")}</th>
              <th scope="col">{text("list.act")}</th>
            </tr>
          </thead>
          <tbody>
            {slots.data.map((slot) => (
              <tr key={slot.id} className={slot.capacity === 0 ? "inactive" : ""}>
                <th scope="row">
                  {fullMoment(slot.startsAt)} – {fullMoment(slot.endsAt).slice(-5)}
                </th>
                <td>{slot.place}</td>
                <td>{directory.person(slot.withId)}</td>
                <td>
                  {slot.capacity - free(slot, moment)} / {slot.capacity}
                </td>
                <td>
                  {slot.capacity > 0 && (
                    <Button
                      size="small"
                      aria-label={text("slots.close-named", { time: fullMoment(slot.startsAt) })}
                      onClick={() => close(slot)}
                    >
                      {text("slots.close")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
