import { Button, Checkbox, Input, Select } from "antd";
import { useId, useState } from "react";
import { Staff as StaffContract } from "#shared/contracts/directory.ts";
import type { Role, Staff } from "#shared/domain/directory.ts";
import { ranks } from "#shared/rules/rule-pack.ts";
import { now } from "../clock.ts";
import { Field } from "../parts/field.tsx";
import { useDirectory } from "../parts/people.tsx";
import { Trouble } from "../parts/states.tsx";
import { useKeepEntry } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { todayOf } from "../time-left.ts";

const roles: readonly Role[] = ["officer", "head", "supervisor", "director", "administrator"];

const nobody: Staff = {
  id: "",
  name: "",
  officeId: "",
  unitId: "",
  rank: "officer",
  roles: ["officer"],
  active: true,
  phone: "",
  leave: [],
};

/** A member of staff: unit, rank, roles, deputy (AB 岗) and days of absence. */
export function StaffForm({ person, onDone }: { person: Staff | undefined; onDone: () => void }) {
  const { text, named, language } = useTexts();
  const directory = useDirectory();
  const [entry, setEntry] = useState<Staff>(person ?? nobody);
  const [checked, setChecked] = useState(false);
  const keep = useKeepEntry("staff");
  const [idField, nameField, phoneField, unitField, rankField, deputyField] = [
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
    useId(),
  ];
  const set = (change: Partial<Staff>) => setEntry({ ...entry, ...change });
  const parsed = StaffContract.safeParse(entry);
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0])));
  const errorOf = (name: string) => checked && wrong.has(name) && text("field.needed");
  const today = todayOf(now());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (parsed.success) keep.mutate({ id: entry.id, entry }, { onSuccess: onDone });
      }}
    >
      <div className="pair">
        <Field label={text("staff.id")} id={idField} error={errorOf("id")}>
          <Input
            id={idField}
            disabled={person !== undefined}
            value={entry.id}
            onChange={(event) => set({ id: event.target.value.trim() })}
          />
        </Field>
        <Field label={text("staff.name")} id={nameField} error={errorOf("name")}>
          <Input id={nameField} value={entry.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
      </div>
      <div className="pair">
        <Field label={text("staff.unit")} id={unitField} error={errorOf("unitId")}>
          <Select
            id={unitField}
            aria-label={text("staff.unit")}
            value={entry.unitId || undefined}
            options={directory.unitOptions}
            onChange={(unitId: string) => set({ unitId, officeId: directory.units.get(unitId)?.office.id ?? "" })}
          />
        </Field>
        <Field label={text("staff.rank")} id={rankField} error={errorOf("rank")}>
          <Select
            id={rankField}
            aria-label={text("staff.rank")}
            value={entry.rank}
            options={ranks.map((rank) => ({
              value: rank.code,
              label: language === "en" ? rank.name.en : rank.name.zh,
            }))}
            onChange={(rank: string) => set({ rank })}
          />
        </Field>
      </div>
      <Field label={text("staff.roles")} error={errorOf("roles")}>
        <Checkbox.Group
          aria-label={text("staff.roles")}
          value={[...entry.roles]}
          options={roles.map((role) => ({ value: role, label: named("role", role) }))}
          onChange={(chosen) => set({ roles: chosen as Role[] })}
        />
      </Field>
      <div className="pair">
        <Field label={text("staff.phone")} id={phoneField}>
          <Input id={phoneField} value={entry.phone} onChange={(event) => set({ phone: event.target.value })} />
        </Field>
        <Field label={text("staff.deputy")} id={deputyField}>
          <Select
            id={deputyField}
            allowClear
            aria-label={text("staff.deputy")}
            showSearch={{ optionFilterProp: "label" }}
            value={entry.deputyId}
            options={directory.staffOptions
              .filter((option) => option.value !== entry.id)
              .map((option) => ({ ...option, disabled: false }))}
            onChange={(deputyId?: string) => set({ deputyId })}
          />
        </Field>
      </div>
      <Field label={text("staff.leave")}>
        {entry.leave.map((days, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of days has no identity but its place in the list
          <div className="line" key={`${index} ${entry.leave.length}`}>
            <input
              type="date"
              aria-label={text("staff.leave-from")}
              value={days.from}
              onChange={(event) =>
                set({
                  leave: entry.leave.map((each, at) => (at === index ? { ...each, from: event.target.value } : each)),
                })
              }
            />
            –
            <input
              type="date"
              aria-label={text("staff.leave-to")}
              value={days.to}
              min={days.from}
              onChange={(event) =>
                set({
                  leave: entry.leave.map((each, at) => (at === index ? { ...each, to: event.target.value } : each)),
                })
              }
            />
            <Button size="small" onClick={() => set({ leave: entry.leave.filter((_, at) => at !== index) })}>
              {text("form.remove")}
            </Button>
          </div>
        ))}
        <Button size="small" onClick={() => set({ leave: [...entry.leave, { from: today, to: today }] })}>
          {text("staff.add-leave")}
        </Button>
      </Field>
      <Checkbox checked={entry.active} onChange={(event) => set({ active: event.target.checked })}>
        {text("staff.active")}
      </Checkbox>
      {keep.error && <Trouble error={keep.error} />}
      <div className="line">
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {text("form.save")}
        </Button>
        <Button onClick={onDone}>{text("form.cancel")}</Button>
      </div>
    </form>
  );
}
