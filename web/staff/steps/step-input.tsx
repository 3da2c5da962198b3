import { Checkbox, Input, InputNumber, Radio, Select } from "antd";
import { useId } from "react";
import { conduct, edition } from "#shared/rules/rule-pack.ts";
import { Field } from "../parts/field.tsx";
import { serviceOf, serviceOptions, useDirectory } from "../parts/people.tsx";
import { Trouble } from "../parts/states.tsx";
import { useEntries, useFreeSlots } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { fullMoment } from "../time-left.ts";
import type { StepField } from "./step-fields.ts";
import type { About } from "./steps.ts";

/** Whom a suggestion is about. */
export interface Concerned {
  readonly staffIds: readonly string[];
  readonly unitIds: readonly string[];
}

export type FieldValue = string | number | boolean | readonly string[] | Concerned | undefined;

interface InputProps {
  readonly field: StepField;
  readonly command: string;
  readonly about: About;
  readonly value: FieldValue;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly wrong: boolean;
  readonly onChange: (value: FieldValue) => void;
}

/** The unit whose people a field chooses from, where it is about one. */
const unitFor = ({ field, command, about, values }: InputProps): string | undefined =>
  field.name === "leadId"
    ? String(values["leadUnitId"] ?? "")
    : command === "receiveReferral"
      ? about.unitId
      : undefined;

/** One field of a command: a picker where it names something of the directory, else what its contract says. */
export function StepInput(props: InputProps) {
  const { field, command, wrong } = props;
  const { text, named } = useTexts();
  const id = useId();
  // Some fields mean something else in one step than in the others.
  const own = named("field", `${command}.${field.name}`);
  const name = own === `${command}.${field.name}` ? named("field", field.name) : own;
  const label = `${name}${field.required ? "" : text("field.optional")}`;
  return (
    <Field label={label} id={id} error={wrong && text("field.needed")}>
      <Control {...props} id={id} label={label} />
    </Field>
  );
}

function Control(props: InputProps & { id: string; label: string }) {
  const { field, about, value, onChange, id, label } = props;
  const { text, named, language } = useTexts();
  const directory = useDirectory();
  const bodies = useEntries("outside-bodies");
  const choose = { id, "aria-label": label, showSearch: { optionFilterProp: "label" }, allowClear: !field.required };
  const one = typeof value === "string" ? value : undefined;
  const many = Array.isArray(value) ? value.map(String) : [];
  switch (field.kind) {
    case "unit":
      return <Select {...choose} value={one} options={directory.unitOptions} onChange={onChange} />;
    case "units":
      return <Select {...choose} mode="multiple" value={many} options={directory.unitOptions} onChange={onChange} />;
    case "staff": {
      const unit = unitFor(props);
      const options = directory.staffOptions.filter((option) => !unit || option.unitId === unit);
      return <Select {...choose} value={one} options={options} onChange={onChange} />;
    }
    case "office":
      return <Select {...choose} value={one} options={directory.officeOptions} onChange={onChange} />;
    case "breach":
      return (
        <Select
          {...choose}
          value={one}
          options={conduct.categories
            .filter((category) => category.usedIn.includes("breach"))
            .map((category) => ({
              value: category.code,
              label: language === "en" ? category.name.en : category.name.zh,
            }))}
          onChange={onChange}
        />
      );
    case "measure":
      return (
        <Select
          {...choose}
          value={one}
          options={[...conduct.measures, conduct.serious].map((measure) => ({
            value: measure.code,
            label: language === "en" ? measure.name.en : measure.name.zh,
          }))}
          onChange={onChange}
        />
      );
    case "flag":
      return (
        <Radio.Group
          id={id}
          aria-label={label}
          value={value}
          options={[
            { value: true, label: text("form.yes") },
            { value: false, label: text("form.no") },
          ]}
          onChange={(event) => onChange(event.target.value as boolean)}
        />
      );
    case "about": {
      const chosen: Concerned =
        typeof value === "object" && "staffIds" in value ? value : { staffIds: [], unitIds: [] };
      return (
        <>
          <Select
            {...choose}
            mode="multiple"
            placeholder={text("box.about-staff")}
            value={[...chosen.staffIds]}
            options={directory.staffOptions.map((option) => ({ ...option, disabled: false }))}
            onChange={(staffIds: string[]) => onChange({ ...chosen, staffIds })}
          />
          <Select
            {...choose}
            id={undefined}
            aria-label={text("box.about-units")}
            mode="multiple"
            placeholder={text("box.about-units")}
            value={[...chosen.unitIds]}
            options={directory.unitOptions}
            onChange={(unitIds: string[]) => onChange({ ...chosen, unitIds })}
          />
        </>
      );
    }
    case "service":
      return <Select {...choose} value={one} options={serviceOptions} onChange={onChange} />;
    case "outside-body":
      return (
        <Select
          {...choose}
          value={one}
          options={(bodies.data ?? []).map((body) => ({
            value: body.id,
            label: `${body.name.zh} · ${body.phone || "—"} · ${body.matters.join("、")}`,
          }))}
          onChange={onChange}
        />
      );
    case "pause-reason":
      return (
        <Select
          {...choose}
          value={one}
          options={edition.pauseReasons.map((reason) => ({
            value: reason.code,
            label: language === "en" ? reason.name.en : reason.name.zh,
          }))}
          onChange={onChange}
        />
      );
    case "missing": {
      const chosen = props.values["serviceCode"] ?? about.serviceCode;
      const service = serviceOf(typeof chosen === "string" ? chosen : undefined);
      return <Checklist items={service?.materials ?? []} ticked={many} onChange={onChange} label={label} id={id} />;
    }
    case "received": {
      return <Checklist items={about.awaited} ticked={many} onChange={onChange} label={label} id={id} />;
    }
    case "slot":
      return <SlotPicker id={id} label={label} about={about} value={one} onChange={onChange} />;
    case "words":
      return (
        <Select
          id={id}
          aria-label={label}
          mode="tags"
          value={many}
          onChange={onChange}
          open={false}
          suffixIcon={null}
        />
      );
    case "choice":
      return (
        <Select
          {...choose}
          value={one}
          options={(field.choices ?? []).map((choice) => ({ value: choice, label: named(field.name, choice) }))}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <InputNumber
          id={id}
          min={1}
          max={field.most}
          value={typeof value === "number" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case "long-text":
      return (
        <Input.TextArea
          id={id}
          autoSize={{ minRows: 2, maxRows: 10 }}
          maxLength={field.most}
          value={one ?? ""}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <Input id={id} maxLength={field.most} value={one ?? ""} onChange={(event) => onChange(event.target.value)} />
      );
  }
}

function SlotPicker({
  id,
  label,
  about,
  value,
  onChange,
}: {
  id: string;
  label: string;
  about: About;
  value: string | undefined;
  onChange: (slotId: string) => void;
}) {
  const { text } = useTexts();
  const slots = useFreeSlots(about.officeId, about.serviceCode);
  if (slots.error) return <Trouble error={slots.error} onRetry={() => void slots.refetch()} />;
  if (slots.data?.items.length === 0) return <p className="hint">{text("field.no-slots")}</p>;
  return (
    <Select
      id={id}
      aria-label={label}
      loading={slots.isPending}
      value={value}
      options={(slots.data?.items ?? []).map((slot) => ({
        value: slot.slotId,
        label: `${fullMoment(slot.startsAt)} · ${slot.place} · ${text("field.free", { count: slot.free })}`,
      }))}
      onChange={onChange}
    />
  );
}

function Checklist({
  items,
  ticked,
  onChange,
  label,
  id,
}: {
  items: readonly { readonly id: string; readonly name: string; readonly when?: string }[];
  ticked: readonly string[];
  onChange: (ids: readonly string[]) => void;
  label: string;
  id: string;
}) {
  const { text } = useTexts();
  if (items.length === 0) return <p className="hint">{text("field.no-checklist")}</p>;
  return (
    <fieldset className="checklist" id={id} aria-label={label}>
      {items.map((item) => (
        <Checkbox
          key={item.id}
          checked={ticked.includes(item.id)}
          onChange={(event) =>
            onChange(event.target.checked ? [...ticked, item.id] : ticked.filter((each) => each !== item.id))
          }
        >
          {item.name}
          {item.when !== undefined && <small>（{item.when}）</small>}
        </Checkbox>
      ))}
    </fieldset>
  );
}
