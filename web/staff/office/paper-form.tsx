import { Alert, Button } from "antd";
import { useState } from "react";
import { SubmitSuggestionRequest, type SuggestionReceiptView } from "#shared/contracts/suggestion.ts";
import { newKey } from "../api.ts";
import { Trouble } from "../parts/states.tsx";
import { addressOf } from "../place.ts";
import { useOpen } from "../queries.ts";
import type { StepField } from "../steps/step-fields.ts";
import { type FieldValue, StepInput } from "../steps/step-input.tsx";
import { useTexts } from "../texts.ts";

const { category, topic } = SubmitSuggestionRequest.shape;

const fields: readonly StepField[] = [
  { name: "category", kind: "choice", required: true, choices: category.options },
  { name: "topic", kind: "choice", required: false, choices: topic.unwrap().options },
  { name: "content", kind: "long-text", required: true, most: 4000 },
  { name: "staffName", kind: "text", required: false, most: 60 },
  { name: "unit", kind: "text", required: false, most: 100 },
  { name: "name", kind: "text", required: false, most: 60 },
  { name: "phone", kind: "text", required: false, most: 20 },
];

type Values = Readonly<Record<string, FieldValue>>;

const requestOf = (office: string, { staffName, unit, ...values }: Values) => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const about = { ...(staffName && { staffName }), ...(unit && { unit }) };
  return { ...Object.fromEntries(given), office, ...(Object.keys(about).length > 0 && { about }) };
};

/** Writes down a note from the box as it stands, word for word; then the next one. */
export function PaperForm({ office, onDone }: { office: string; onDone: () => void }) {
  const { text } = useTexts();
  const [values, setValues] = useState<Values>({});
  const [key, setKey] = useState(newKey);
  const [checked, setChecked] = useState(false);
  const [written, setWritten] = useState<string>();
  const put = useOpen<SuggestionReceiptView>("suggestions");
  const parsed = SubmitSuggestionRequest.safeParse(requestOf(office, values));
  const wrong = (name: string) =>
    checked && !parsed.success && parsed.error.issues.some((issue) => issue.path.at(-1) === name);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!parsed.success) return;
        put.mutate(
          { body: parsed.data, key },
          {
            onSuccess: ({ number }) => {
              setWritten(number);
              setValues({});
              setKey(newKey());
              setChecked(false);
            },
          },
        );
      }}
    >
      {written !== undefined && (
        <Alert
          type="success"
          role="status"
          title={
            <>
              {text("paper.done")} <a href={addressOf(["box", written])}>{written}</a>
            </>
          }
        />
      )}
      {fields.map((field) => (
        <StepInput
          key={`${key} ${field.name}`}
          field={field}
          command="paper"
          about={{ id: "", version: 0, officeId: office, serviceCode: null, awaited: [], blanks: {} }}
          value={values[field.name]}
          values={values}
          wrong={wrong(field.name)}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
      {put.error && <Trouble error={put.error} />}
      <div className="buttons">
        <Button type="primary" htmlType="submit" loading={put.isPending}>
          {text("paper.put")}
        </Button>
        <Button onClick={onDone}>{text("paper.finished")}</Button>
      </div>
      <p className="hint">{text("paper.hint")}</p>
    </form>
  );
}
