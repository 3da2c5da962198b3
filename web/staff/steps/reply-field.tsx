import { Button, Dropdown, Input } from "antd";
import { useEffect, useId, useRef, useState } from "react";
import phrases from "#shared/rules/phrases.json" with { type: "json" };
import { Field } from "../parts/field.tsx";
import { ClauseMark, Trouble } from "../parts/states.tsx";
import { type ReplyFinding, useReplyCheck } from "../queries.ts";
import { useTexts } from "../texts.ts";

const QUIET_MILLISECONDS = 350;

/** The text once the hand has rested for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), QUIET_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly level?: ReplyFinding["level"];
}

/** The draft cut at its findings, for marking them under the text. */
export function piecesOf(text: string, findings: readonly ReplyFinding[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const finding of [...findings].sort((a, b) => a.start - b.start)) {
    if (finding.start < at || finding.end > text.length) continue;
    if (finding.start > at) pieces.push({ at, text: text.slice(at, finding.start) });
    pieces.push({ at: finding.start, text: text.slice(finding.start, finding.end), level: finding.level });
    at = finding.end;
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at) });
  return pieces;
}

const SENTENCE_END = /[。！？!?\n]/;
const GREETING = /^\s*(?:您好|你好)[，,！!]?/;

/** The draft with the sentence that holds the finding replaced by the proposal, which is a whole sentence; a greeting stays. */
export function withProposal(
  text: string,
  { start, end, proposal }: Pick<ReplyFinding, "start" | "end" | "proposal">,
): string {
  const before = text.slice(0, start);
  const from = Math.max(...["。", "！", "？", "!", "?", "\n"].map((mark) => before.lastIndexOf(mark))) + 1;
  const after = text.slice(end).search(SENTENCE_END);
  const to = after < 0 ? text.length : end + after + 1;
  const greeting = GREETING.exec(text.slice(from, start))?.[0] ?? "";
  const kept = GREETING.test(proposal) ? "" : greeting;
  return `${text.slice(0, from)}${kept}${proposal}${text.slice(to)}`;
}

const templates = phrases.scenarios.map(({ id, letter, when, text }) => ({
  id,
  label: letter ? `${letter} ${when}` : when,
  text: text.zh,
}));

/** A text for an occasion of the published rules (SC-8 A–F and the centre's own); what is known is filled in. */
const templateText = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => known[slot] ?? `【${slotNames[slot] ?? slot}】`);

const slotNames: Readonly<Record<string, string>> = {
  department: "承办部门",
  regulation: "法规名称",
  article: "第×条",
  organisation: "承办单位",
  address: "地址",
  phone: "电话",
  date: "日期",
  time: "时间",
  place: "地点",
  name: "姓名",
  leader: "负责人",
  deadline: "答复时间",
};

/** The editor of a text for the citizen: templates, and the reply gate at work while it is being written (FIR-6, SC-4, SC-8). */
export function ReplyField({
  name,
  label,
  value,
  most,
  blanks,
  onChange,
  onVerdict,
}: {
  name: string;
  label: string;
  value: string;
  most: number;
  blanks: Readonly<Record<string, string>>;
  onChange: (text: string) => void;
  onVerdict: (name: string, verdict: "ok" | "warn" | "block" | undefined) => void;
}) {
  const { text } = useTexts();
  const id = useId();
  const rested = useRested(value);
  const check = useReplyCheck(rested);
  const current = rested === value && value.trim() !== "" ? check.data : undefined;
  const backdrop = useRef<HTMLDivElement>(null);
  const verdict = current?.verdict;
  useEffect(() => onVerdict(name, verdict), [name, verdict, onVerdict]);

  const insert = (addition: string) => {
    const area = document.getElementById(id);
    const at = area instanceof HTMLTextAreaElement ? area.selectionStart : value.length;
    onChange(`${value.slice(0, at)}${addition}${value.slice(at)}`);
    area?.focus();
  };
  const accept = (finding: ReplyFinding) => {
    onChange(withProposal(value, finding));
    document.getElementById(id)?.focus();
  };
  const findings = current?.findings ?? [];
  return (
    <Field label={label} id={id}>
      <div className="reply-tools">
        <Dropdown
          trigger={["click"]}
          menu={{
            className: "templates",
            items: templates.map((each) => ({ key: each.id, label: each.label })),
            onClick: ({ key }) => {
              const chosen = templates.find((each) => each.id === key);
              if (chosen) insert(templateText(chosen.text, blanks));
            },
          }}
        >
          <Button size="small">{text("reply.templates")}</Button>
        </Dropdown>
        {phrases.courtesy.values.slice(0, 5).map((word) => (
          <Button key={word} size="small" type="text" onClick={() => insert(word)}>
            {word}
          </Button>
        ))}
      </div>
      <div className="marked">
        <div className="backdrop" aria-hidden="true" ref={backdrop}>
          {piecesOf(value, findings).map((piece) =>
            piece.level ? (
              <mark key={piece.at} className={piece.level}>
                {piece.text}
              </mark>
            ) : (
              <span key={piece.at}>{piece.text}</span>
            ),
          )}
          {"\n"}
        </div>
        <Input.TextArea
          id={id}
          rows={6}
          maxLength={most}
          value={value}
          aria-invalid={verdict === "block"}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (backdrop.current) backdrop.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      <span className={`verdict ${verdict ?? ""}`} role="status">
        {verdict ? text(`reply.${verdict}`) : value.trim() === "" ? "" : text("reply.checking")}
      </span>
      {check.error !== null && <Trouble error={check.error} onRetry={() => void check.refetch()} />}
      {findings.length > 0 && (
        <ul className="findings" aria-label={text("reply.findings")}>
          {findings.map((finding) => (
            <li key={`${finding.start}-${finding.end}`} className={finding.level}>
              <span>
                <b>“{finding.phrase}”</b> <ClauseMark clause={finding.clause} />
              </span>
              {finding.proposal && (
                <>
                  <span className="proposal">{finding.proposal}</span>
                  <Button size="small" onClick={() => accept(finding)}>
                    {text("reply.accept")}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </Field>
  );
}
