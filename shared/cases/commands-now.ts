import type { Context } from "../domain/decision.ts";
import { type StaffCommand, type StaffCommandType, staffCommands } from "../domain/inquiry/commands.ts";
import { decide, whyNot } from "../domain/inquiry/decide.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import { isRefusal, type Refusal } from "../domain/refusal.ts";

/** The commands open to a person now, and why the others are not. */
export interface CommandsNow {
  readonly open: readonly StaffCommandType[];
  readonly closed: readonly ({ readonly type: StaffCommandType } & Pick<Refusal, "code" | "clause" | "params">)[];
}

const some = "…";

/** Commands that could be given as they stand: tried, so that what would be refused whatever is written says so beforehand. */
const trials: readonly StaffCommand[] = [
  { type: "acknowledgeUrgent" },
  { type: "reportUrgent", reason: some },
  { type: "complete", text: some },
  { type: "giveFeedback", outcome: "answered", text: some },
  { type: "returnReferral", reason: some },
  { type: "consult", question: some },
  { type: "extend", amount: 1, reason: some },
  { type: "keepAppointment" },
  { type: "resume" },
  { type: "close" },
];

/** Which commands of the table stand open for this person now, and the refusal the others would meet. */
export function commandsNow(inquiry: Inquiry, context: Context): CommandsNow {
  const trying: Context = { ...context, checkReply: () => ({ verdict: "ok", findings: [] }) };
  const refusalOf = (type: StaffCommandType): Refusal | undefined => {
    const not = whyNot(inquiry, type, context);
    const trial = trials.find((each) => each.type === type);
    if (not || !trial) return not;
    const decision = decide(inquiry, trial, trying);
    return isRefusal(decision) ? decision : undefined;
  };
  const all = (Object.keys(staffCommands) as StaffCommandType[]).map((type) => ({ type, not: refusalOf(type) }));
  return {
    open: all.flatMap(({ type, not }) => (not ? [] : [type])),
    closed: all.flatMap(({ type, not }) =>
      not ? [{ type, code: not.code, clause: not.clause, params: not.params }] : [],
    ),
  };
}
