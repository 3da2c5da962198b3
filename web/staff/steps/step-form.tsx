import { Button, Checkbox } from "antd";
import { useCallback, useState } from "react";
import { problemOf } from "../api.ts";
import { forgetDraft, useDraft } from "../draft.ts";
import { ClauseMark, Trouble } from "../parts/states.tsx";
import { useStep } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { ReplyField } from "./reply-field.tsx";
import { type FieldValue, StepInput } from "./step-input.tsx";
import type { About, Steps } from "./steps.ts";

type Values = Readonly<Record<string, FieldValue>>;
type Verdict = "ok" | "warn" | "block";

const isFilled = (value: FieldValue): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" ? value.trim() !== "" : value !== undefined;

/** The form of a command, made from its contract. What has been typed stays when somebody else was first. */
export function StepForm({
  steps,
  type,
  about,
  onDone,
}: {
  steps: Steps;
  type: string;
  about: About;
  onDone: () => void;
}) {
  const { text, named } = useTexts();
  const draft = `${about.id}.${type}`;
  const [values, setValues] = useDraft<Values>(draft, () => ({}));
  const [verdicts, setVerdicts] = useState<Readonly<Record<string, Verdict | undefined>>>({});
  const [checked, setChecked] = useState(false);
  const command = useStep(steps.kind, about.id);
  const fields = steps.fields.get(type) ?? [];
  const set = (name: string, value: FieldValue) => setValues({ ...values, [name]: value });
  const filled = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => isFilled(value) && fields.some((field) => field.name === name)),
  );
  const parsed = steps.contract.safeParse({ type, ...filled });
  const onVerdict = useCallback(
    (name: string, found: Verdict | undefined) => setVerdicts((before) => ({ ...before, [name]: found })),
    [],
  );
  const verdict = (["block", "warn", "ok"] as const).find((each) => Object.values(verdicts).includes(each));
  const problem = problemOf(command.error);
  const needsConfirmation = verdict === "warn" || problem?.code === "reply-needs-confirmation";

  const send = () => {
    setChecked(true);
    if (!parsed.success || verdict === "block") return;
    command.mutate(
      { command: parsed.data, version: about.version },
      {
        onSuccess: () => {
          forgetDraft(draft);
          onDone();
        },
      },
    );
  };
  const wrong = new Set(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0] ?? "")));

  return (
    <form
      className="command-form"
      aria-label={named(steps.names, type)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          send();
        }
      }}
    >
      <h3>
        {named(steps.names, type)} <ClauseMark clause={steps.clauseOf(type)} />
      </h3>
      {fields.map((field) =>
        field.kind === "reply" ? (
          <ReplyField
            key={field.name}
            label={named("field", field.name)}
            value={typeof values[field.name] === "string" ? String(values[field.name]) : ""}
            most={field.most ?? 4000}
            name={field.name}
            blanks={about.blanks}
            onChange={(written) => set(field.name, written)}
            onVerdict={onVerdict}
          />
        ) : field.kind === "confirmation" ? (
          needsConfirmation && (
            <Checkbox
              key={field.name}
              checked={values[field.name] === true}
              onChange={(event) => set(field.name, event.target.checked ? true : undefined)}
            >
              {text("reply.confirm")}
            </Checkbox>
          )
        ) : (
          <StepInput
            key={field.name}
            field={field}
            command={type}
            about={about}
            value={values[field.name]}
            values={values}
            wrong={checked && wrong.has(field.name)}
            onChange={(value) => set(field.name, value)}
          />
        ),
      )}
      {command.error && problem?.code !== "stale" && <Trouble error={command.error} />}
      {problem?.code === "stale" && (
        <p role="alert" className="stale">
          {text("case.stale-kept")}
        </p>
      )}
      <div className="line">
        <Button type="primary" htmlType="submit" loading={command.isPending} disabled={verdict === "block"}>
          {named(steps.names, type)}
        </Button>
        <Button onClick={onDone}>{text("form.cancel")}</Button>
        {verdict === "block" && <span className="error">{text("reply.block")}</span>}
      </div>
    </form>
  );
}
