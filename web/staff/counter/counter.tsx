import { Button, Checkbox, Input, type InputRef, Radio, Select } from "antd";
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from "react";
import type { PreviewContactRequest, ReceiptView, RecordContactRequest } from "#shared/contracts/inquiry.ts";
import { newKey } from "../api.ts";
import { forgetDraft, useDraft } from "../draft.ts";
import { Field } from "../parts/field.tsx";
import { serviceOf, serviceOptions, useDirectory } from "../parts/people.tsx";
import { Trouble } from "../parts/states.tsx";
import { type Me, usePreview, useRecordContact } from "../queries.ts";
import { useTexts } from "../texts.ts";
import { AskedPeople } from "./asked-people.tsx";
import { Foresight } from "./foresight.tsx";
import { Receipt } from "./receipt.tsx";

const channels = ["visit", "phone", "fax", "letter", "hotline"] as const;
const languages = ["zh-CN", "ug", "en"] as const;

type Contact = Omit<RecordContactRequest, "contactedStaff"> & { readonly contactedStaff: readonly string[] };

const blank = (me: Me): Contact => ({
  channel: "visit",
  contactedStaff: [me.id],
  office: me.officeId,
  subject: "",
  content: "",
  name: "",
  phone: "",
  urgent: false,
  language: "zh-CN",
});

const asksPeople = (channel: Contact["channel"]): boolean => channel !== "letter" && channel !== "hotline";

/** What goes to the server: nothing that was left open. */
const requestOf = ({ contactedStaff, ...contact }: Contact): RecordContactRequest => ({
  ...contact,
  subject: contact.subject.trim() || (serviceOf(contact.serviceCode)?.name.zh ?? contact.content.trim().slice(0, 30)),
  ...(asksPeople(contact.channel) && { contactedStaff: [...contactedStaff] }),
});

function previewOf(contact: Contact): PreviewContactRequest | undefined {
  const { channel, contactedStaff, office, serviceCode, urgent } = contact;
  if (asksPeople(channel) && contactedStaff.length === 0) return undefined;
  return { channel, office, serviceCode, urgent, ...(asksPeople(channel) && { contactedStaff: [...contactedStaff] }) };
}

const DRAFT = "contact";

/** A visit, call, fax, letter or hotline order in under twenty seconds; who answers for it and until when is on the screen before it is saved. */
export function Counter({ me }: { me: Me }) {
  const { text, named } = useTexts();
  const directory = useDirectory();
  const [contact, setContact] = useDraft<Contact>(DRAFT, () => blank(me));
  const [key, setKey] = useState(newKey);
  const [taken, setTaken] = useState<{ receipt: ReceiptView; contact: RecordContactRequest }>();
  const [checked, setChecked] = useState(false);
  const record = useRecordContact();
  const request = useMemo(() => previewOf(contact), [contact]);
  const preview = usePreview(useDeferredValue(request));
  const content = useRef<HTMLElement | null>(null);
  const name = useRef<InputRef>(null);
  const [contentId, nameId, phoneId, subjectId] = [useId(), useId(), useId(), useId()];

  useEffect(() => {
    if (!taken) document.getElementById(contentId)?.focus();
  }, [taken, contentId]);

  const set = <Name extends keyof Contact>(field: Name, value: Contact[Name]) => {
    setContact({ ...contact, [field]: value });
    // Another text is another submission.
    setKey(newKey());
  };
  const missing = {
    content: contact.content.trim() === "",
    name: contact.name.trim() === "",
    phone: !/^\+?[\d\s()-]{5,24}$/.test(contact.phone.trim()),
    asked: asksPeople(contact.channel) && contact.contactedStaff.length === 0,
  };
  const save = () => {
    setChecked(true);
    if (Object.values(missing).some(Boolean)) {
      const first = missing.content ? contentId : missing.name ? nameId : missing.phone ? phoneId : undefined;
      if (first) document.getElementById(first)?.focus();
      return;
    }
    const submitted = requestOf(contact);
    record.mutate(
      { contact: submitted, key },
      {
        onSuccess: (receipt) => {
          forgetDraft(DRAFT);
          setTaken({ receipt, contact: submitted });
        },
      },
    );
  };
  const again = () => {
    setTaken(undefined);
    setChecked(false);
    setKey(newKey());
    setContact(blank(me));
    record.reset();
  };

  if (taken) return <Receipt {...taken} me={me} onAgain={again} />;
  return (
    <form
      className="counter"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    >
      <div className="head">
        <h1>{text("counter.title")}</h1>
        <Radio.Group
          aria-label={text("counter.channel")}
          optionType="button"
          buttonStyle="solid"
          value={contact.channel}
          options={channels.map((each) => ({ value: each, label: named("channel", each) }))}
          onChange={(event) => set("channel", event.target.value as Contact["channel"])}
        />
      </div>
      <div className="columns">
        <div className="fields">
          {asksPeople(contact.channel) ? (
            <Field
              label={text("counter.asked")}
              hint={text("counter.asked-hint")}
              error={checked && missing.asked && text("counter.asked-needed")}
            >
              <AskedPeople me={me} value={contact.contactedStaff} onChange={(ids) => set("contactedStaff", ids)} />
            </Field>
          ) : (
            <p className="hint">{text("counter.duty-hint")}</p>
          )}
          <Field
            label={text("counter.content")}
            id={contentId}
            error={checked && missing.content && text("field.needed")}
          >
            <Input.TextArea
              id={contentId}
              ref={(area) => {
                content.current = area?.nativeElement ?? null;
              }}
              autoSize={{ minRows: 3, maxRows: 12 }}
              maxLength={4000}
              value={contact.content}
              onChange={(event) => set("content", event.target.value)}
            />
          </Field>
          <div className="pair">
            <Field label={text("counter.service")}>
              <Select
                allowClear
                aria-label={text("counter.service")}
                placeholder={text("counter.service-open")}
                showSearch={{ optionFilterProp: "label" }}
                value={contact.serviceCode}
                options={serviceOptions}
                onChange={(code?: string) => set("serviceCode", code)}
              />
            </Field>
            <Field label={text("counter.subject")} id={subjectId}>
              <Input
                id={subjectId}
                maxLength={120}
                placeholder={text("counter.subject-hint")}
                value={contact.subject}
                onChange={(event) => set("subject", event.target.value)}
              />
            </Field>
          </div>
          <div className="pair">
            <Field label={text("counter.name")} id={nameId} error={checked && missing.name && text("field.needed")}>
              <Input
                id={nameId}
                ref={name}
                autoComplete="off"
                maxLength={60}
                value={contact.name}
                onChange={(event) => set("name", event.target.value)}
              />
            </Field>
            <Field
              label={text("counter.phone")}
              id={phoneId}
              error={checked && missing.phone && text("counter.phone-needed")}
            >
              <Input
                id={phoneId}
                autoComplete="off"
                inputMode="tel"
                maxLength={24}
                value={contact.phone}
                onChange={(event) => set("phone", event.target.value)}
              />
            </Field>
          </div>
          <div className="line">
            <Checkbox checked={contact.urgent} onChange={(event) => set("urgent", event.target.checked)}>
              {text("counter.urgent")}
            </Checkbox>
            <Select
              aria-label={text("counter.language")}
              value={contact.language}
              options={languages.map((each) => ({ value: each, label: named("language", each) }))}
              onChange={(chosen) => set("language", chosen)}
            />
            {directory.offices.length > 1 && (
              <Select
                aria-label={text("counter.office")}
                value={contact.office}
                options={directory.officeOptions}
                onChange={(office) => set("office", office)}
              />
            )}
          </div>
          {record.error && <Trouble error={record.error} />}
          <div className="line">
            <Button type="primary" htmlType="submit" size="large" loading={record.isPending}>
              {text("counter.save")} <kbd>Ctrl Enter</kbd>
            </Button>
          </div>
        </div>
        <Foresight preview={preview.data} error={preview.error} pending={preview.isPending && request !== undefined} />
      </div>
    </form>
  );
}
