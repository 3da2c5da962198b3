import { Button, Drawer, Input, Select } from "antd";
import { useId, useState } from "react";
import { OutsideBody as BodyContract } from "#shared/contracts/directory.ts";
import type { OutsideBody } from "#shared/domain/directory.ts";
import { Field } from "../parts/field.tsx";
import { Loading, Nothing, Trouble } from "../parts/states.tsx";
import { useEntries, useKeepEntry } from "../queries.ts";
import { useTexts } from "../texts.ts";

const unknown: OutsideBody = { id: "", name: { zh: "" }, address: "", phone: "", matters: [] };

/** Where people are introduced to when a matter is not the centre's: by name, address and telephone (FIR-5.5). */
export function OutsideBodiesRoom() {
  const { text, name } = useTexts();
  const bodies = useEntries("outside-bodies");
  const [edited, setEdited] = useState<OutsideBody>();
  if (bodies.error && !bodies.data) return <Trouble error={bodies.error} onRetry={() => void bodies.refetch()} />;
  if (!bodies.data) return <Loading lines={6} />;
  return (
    <>
      <div className="line">
        <Button type="primary" onClick={() => setEdited(unknown)}>
          {text("admin.new-body")}
        </Button>
      </div>
      {bodies.data.length === 0 ? (
        <Nothing>{text("admin.no-bodies")}</Nothing>
      ) : (
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{text("body.name")}</th>
              <th scope="col">{text("office.place")}</th>
              <th scope="col">{text("staff.phone")}</th>
              <th scope="col">{text("body.matters")}</th>
              <th scope="col">{text("list.act")}</th>
            </tr>
          </thead>
          <tbody>
            {bodies.data.map((body) => (
              <tr key={body.id}>
                <th scope="row">
                  {name(body.name)} <small>{body.id}</small>
                </th>
                <td>{body.address || <span className="error">{text("body.missing")}</span>}</td>
                <td>{body.phone || <span className="error">{text("body.missing")}</span>}</td>
                <td>{body.matters.join("、")}</td>
                <td>
                  <Button
                    size="small"
                    aria-label={text("admin.edit-named", { name: name(body.name) })}
                    onClick={() => setEdited(body)}
                  >
                    {text("admin.edit")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Drawer
        open={edited !== undefined}
        onClose={() => setEdited(undefined)}
        size={480}
        destroyOnHidden
        title={edited?.id ? name(edited.name) : text("admin.new-body")}
      >
        {edited && <BodyForm body={edited} onDone={() => setEdited(undefined)} />}
      </Drawer>
    </>
  );
}

function BodyForm({ body, onDone }: { body: OutsideBody; onDone: () => void }) {
  const { text } = useTexts();
  const [entry, setEntry] = useState(body);
  const keep = useKeepEntry("outside-bodies");
  const [idField, nameField, address, phone, matters] = [useId(), useId(), useId(), useId(), useId()];
  const parsed = BodyContract.safeParse(entry);
  const set = (change: Partial<OutsideBody>) => setEntry({ ...entry, ...change });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (parsed.success) keep.mutate({ id: entry.id, entry }, { onSuccess: onDone });
      }}
    >
      <Field label={text("body.id")} id={idField}>
        <Input
          id={idField}
          disabled={body.id !== ""}
          value={entry.id}
          onChange={(event) => set({ id: event.target.value.trim() })}
        />
      </Field>
      <Field label={text("body.name")} id={nameField}>
        <Input
          id={nameField}
          value={entry.name.zh}
          onChange={(event) => set({ name: { ...entry.name, zh: event.target.value } })}
        />
      </Field>
      <Field label={text("office.place")} id={address}>
        <Input id={address} value={entry.address} onChange={(event) => set({ address: event.target.value })} />
      </Field>
      <Field label={text("staff.phone")} id={phone}>
        <Input id={phone} value={entry.phone} onChange={(event) => set({ phone: event.target.value })} />
      </Field>
      <Field label={text("body.matters")} id={matters}>
        <Select
          id={matters}
          aria-label={text("body.matters")}
          mode="tags"
          open={false}
          value={[...entry.matters]}
          onChange={(chosen: string[]) => set({ matters: chosen })}
        />
      </Field>
      {!parsed.success && <p className="hint">{text("form.incomplete")}</p>}
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
