import { Button, Checkbox } from "antd";
import { useCallback, useState } from "react";
import type { CaseView } from "#shared/cases/views.ts";
import { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { staffCommands } from "#shared/domain/inquiry/commands.ts";
import { problemOf } from "../api.ts";
import { forgetDraft, useDraft } from "../draft.ts";
import { ClauseMark, Trouble } from "../parts/states.tsx";
import { useCommand } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { fieldsOf } from "./command-fields.ts";
import { CommandInput, type FieldValue } from "./command-input.tsx";
import { ReplyField } from "./reply-field.tsx";

type CommandType = StaffCommandRequest["type"];
type Values = Readonly<Record<string, FieldValue>>;

const isFilled = (value: FieldValue): boolean =>
  Array.isArray(value) ? value.length > 0 : typeof value === "string" ? value.trim() !== "" : value !== undefined;

/** The form of a command, made from its contract. What has been typed stays when somebody else was first. */
export function CommandForm({
  type,
  view,
  seenVersion,
  onDone,
}: {
  type: CommandType;
  view: CaseView;
  seenVersion: number;
  onDone: () => void;
}) {
  const { text, named } = useTexts();
  const draft = `${view.number}.${type}`;
  const [values, setValues] = useDraft<Values>(draft, () => ({}));
  const [verdict, setVerdict] = useState<"ok" | "warn" | "block">();
  const [checked, setChecked] = useState(false);
  const command = useCommand(view.number);
  const fields = fieldsOf(type);
  const set = (name: string, value: FieldValue) => setValues({ ...values, [name]: value });
  const filled = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => isFilled(value) && fields.some((field) => field.name === name)),
  );
  const parsed = StaffCommandRequest.safeParse({ type, ...filled });
  const onVerdict = useCallback((found: "ok" | "warn" | "block" | undefined) => setVerdict(found), []);
  const problem = problemOf(command.error);
  const needsConfirmation = verdict === "warn" || problem?.code === "reply-needs-confirmation";

  const send = () => {
    setChecked(true);
    if (!parsed.success || verdict === "block") return;
    command.mutate(
      { command: parsed.data, version: seenVersion },
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
      aria-label={named("command", type)}
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
        {named("command", type)} <ClauseMark clause={staffCommands[type].clause} />
      </h3>
      {fields.map((field) =>
        field.kind === "reply" ? (
          <ReplyField
            key={field.name}
            label={named("field", field.name)}
            value={typeof values[field.name] === "string" ? String(values[field.name]) : ""}
            most={field.most ?? 4000}
            view={view}
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
          <CommandInput
            key={field.name}
            field={field}
            command={type}
            view={view}
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
          {named("command", type)}
        </Button>
        <Button onClick={onDone}>{text("form.cancel")}</Button>
        {verdict === "block" && <span className="error">{text("reply.block")}</span>}
      </div>
    </form>
  );
}
