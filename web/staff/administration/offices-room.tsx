import { Button, Drawer, Input, Select } from "antd";
import { useId, useState } from "react";
import { Office as OfficeContract } from "#shared/contracts/directory.ts";
import type { Office, Unit } from "#shared/domain/directory.ts";
import { Field } from "../parts/field.tsx";
import { useDirectory } from "../parts/people.tsx";
import { Loading, Trouble } from "../parts/states.tsx";
import { useEntries, useKeepEntry } from "../queries.ts";
import { useTexts } from "../texts.ts";

/** The centre and its county branches with their departments and heads. */
export function OfficesRoom() {
  const { text, name } = useTexts();
  const directory = useDirectory();
  const offices = useEntries("offices");
  const [edited, setEdited] = useState<Office>();
  if (offices.error && !offices.data) return <Trouble error={offices.error} onRetry={() => void offices.refetch()} />;
  if (!offices.data) return <Loading lines={6} />;
  return (
    <>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{text("office.unit")}</th>
            <th scope="col">{text("office.head")}</th>
            <th scope="col">{text("staff.phone")}</th>
            <th scope="col">{text("office.place")}</th>
            <th scope="col">{text("list.act")}</th>
          </tr>
        </thead>
        <tbody>
          {offices.data.flatMap((office) => [
            <tr key={office.id} className="group">
              <th scope="row">
                {name(office.name)} <small>{office.id}</small>
              </th>
              <td>{directory.person(office.headId)}</td>
              <td>{office.phone}</td>
              <td>{office.address}</td>
              <td>
                <Button
                  size="small"
                  aria-label={text("admin.edit-named", { name: name(office.name) })}
                  onClick={() => setEdited(office)}
                >
                  {text("admin.edit")}
                </Button>
              </td>
            </tr>,
            ...office.units.map((unit) => (
              <tr key={`${office.id} ${unit.id}`}>
                <th scope="row" className="inner">
                  {name(unit.name)} <small>{unit.id}</small>
                </th>
                <td>{directory.person(unit.headId)}</td>
                <td>{unit.phone}</td>
                <td>{unit.room}</td>
                <td />
              </tr>
            )),
          ])}
        </tbody>
      </table>
      <Drawer
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size={640}
        destroyOnHidden
        title={edited ? name(edited.name) : ""}
      >
        {edited && <OfficeForm office={edited} onDone={() => setEdited(undefined)} />}
      </Drawer>
    </>
  );
}

function OfficeForm({ office, onDone }: { office: Office; onDone: () => void }) {
  const { text } = useTexts();
  const directory = useDirectory();
  const [entry, setEntry] = useState(office);
  const keep = useKeepEntry("offices");
  const [address, phone] = [useId(), useId()];
  const parsed = OfficeContract.safeParse(entry);
  const setUnit = (index: number, change: Partial<Unit>) =>
    setEntry({ ...entry, units: entry.units.map((unit, at) => (at === index ? { ...unit, ...change } : unit)) });
  const people = directory.staffOptions.map((option) => ({ ...option, disabled: false }));
  const head = (value: string, label: string, onChange: (id: string) => void) => (
    <Select
      aria-label={label}
      showSearch={{ optionFilterProp: "label" }}
      value={value}
      options={people}
      onChange={onChange}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) keep.mutate({ id: entry.id, entry }, { onSuccess: onDone });
      }}
    >
      <Field label={text("office.head")}>
        {head(entry.headId, text("office.head"), (headId) => setEntry({ ...entry, headId }))}
      </Field>
      <div className="pair">
        <Field label={text("office.place")} id={address}>
          <Input
            id={address}
            value={entry.address}
            onChange={(event) => setEntry({ ...entry, address: event.target.value })}
          />
        </Field>
        <Field label={text("staff.phone")} id={phone}>
          <Input
            id={phone}
            value={entry.phone}
            onChange={(event) => setEntry({ ...entry, phone: event.target.value })}
          />
        </Field>
      </div>
      <h2>{text("office.units")}</h2>
      {entry.units.map((unit, index) => (
        <div className="unit-row" key={unit.id}>
          <Input
            aria-label={text("office.unit")}
            value={unit.name.zh}
            onChange={(event) => setUnit(index, { name: { ...unit.name, zh: event.target.value } })}
          />
          {head(unit.headId, `${text("office.head")} ${unit.name.zh}`, (headId) => setUnit(index, { headId }))}
          <Input
            aria-label={`${text("staff.phone")} ${unit.name.zh}`}
            value={unit.phone}
            onChange={(event) => setUnit(index, { phone: event.target.value || undefined })}
          />
        </div>
      ))}
      {!parsed.success && <p className="error">{text("form.incomplete")}</p>}
      {keep.error && <Trouble error={keep.error} />}
      <div className="line">
        <Button type="primary" htmlType="submit" loading={keep.isPending} disabled={!parsed.success}>
          {text("form.save")}
        </Button>
        <Button onClick={onDone}>{text("form.cancel")}</Button>
      </div>
    </form>
  );
}
