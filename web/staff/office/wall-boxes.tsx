import { Button, Drawer, Input, InputNumber } from "antd";
import { useId, useState } from "react";
import { OpenBoxRequest } from "#shared/contracts/suggestion.ts";
import { newKey } from "../api.ts";
import { useNow } from "../clock.ts";
import { Due } from "../parts/due.tsx";
import { Field } from "../parts/field.tsx";
import { useDirectory } from "../parts/people.tsx";
import { Loading, Trouble } from "../parts/states.tsx";
import { useOpenBox, useWallBoxes } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { shortMoment } from "../time-left.ts";
import { PaperForm } from "./paper-form.tsx";

/** What is being done at a box: it is opened, or one of its notes is written down. */
type Doing = { readonly what: "open" | "paper"; readonly office: string };

/** The boxes on the walls of the offices (FIR-8): when each was opened, by when it is owed its next opening, and what lay in it. */
export function WallBoxes() {
  const { text } = useTexts();
  const directory = useDirectory();
  const moment = useNow();
  const boxes = useWallBoxes();
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  if (boxes.isPending) return <Loading lines={2} />;
  return (
    <section className="card wall-boxes" aria-label={text("wall.title")}>
      <h2>{text("wall.title")}</h2>
      {boxes.error !== null && <Trouble error={boxes.error} onRetry={() => void boxes.refetch()} />}
      <ul>
        {boxes.data?.map(({ office, openings, limits }) => {
          const last = openings.at(-1);
          const [due] = [...limits].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
          return (
            <li key={office}>
              <b>{directory.officeName(office)}</b>
              {due && <Due dueAt={due.dueAt} kind={due.kind} />}
              <span className="hint">
                {last
                  ? text("wall.last", {
                      at: shortMoment(last.at, moment),
                      by: directory.person(last.by),
                      count: last.found,
                    })
                  : text("wall.never")}
                {last?.note && ` · ${last.note}`}
              </span>
              <span className="buttons">
                <Button size="small" type="primary" onClick={() => setDoing({ what: "open", office })}>
                  {text("wall.open")}
                </Button>
                <Button size="small" onClick={() => setDoing({ what: "paper", office })}>
                  {text("wall.paper")}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      <Drawer
        open={doing !== undefined}
        onClose={close}
        size={480}
        destroyOnHidden
        title={
          doing && `${text(doing.what === "open" ? "wall.open" : "wall.paper")} · ${directory.officeName(doing.office)}`
        }
      >
        {doing?.what === "open" && (
          <OpeningForm
            office={doing.office}
            onDone={(found) => setDoing(found > 0 ? { what: "paper", office: doing.office } : undefined)}
          />
        )}
        {doing?.what === "paper" && <PaperForm office={doing.office} onDone={close} />}
      </Drawer>
    </section>
  );
}

/** Records that a box was opened; where notes lay in it, they are written down next. */
function OpeningForm({ office, onDone }: { office: string; onDone: (found: number) => void }) {
  const { text } = useTexts();
  const [key] = useState(newKey);
  const [found, setFound] = useState<number | null>(0);
  const [note, setNote] = useState("");
  const [checked, setChecked] = useState(false);
  const open = useOpenBox();
  const [count, words] = [useId(), useId()];
  const parsed = OpenBoxRequest.safeParse({ office, found, ...(note.trim() !== "" && { note }) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (parsed.success) open.mutate({ body: parsed.data, key }, { onSuccess: () => onDone(parsed.data.found) });
      }}
    >
      <Field label={text("wall.found")} id={count} error={checked && !parsed.success && text("field.needed")}>
        <InputNumber id={count} autoFocus min={0} max={1000} precision={0} value={found} onChange={setFound} />
      </Field>
      <Field label={`${text("wall.note")}${text("field.optional")}`} id={words}>
        <Input.TextArea
          id={words}
          rows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      {open.error && <Trouble error={open.error} />}
      <Button type="primary" htmlType="submit" loading={open.isPending}>
        {text("wall.open")}
      </Button>
    </form>
  );
}
