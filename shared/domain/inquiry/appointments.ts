import { dayOf } from "../calendar/local-date.ts";
import { weekdayName } from "../calendar.ts";
import { type Context, end, gate } from "../decision.ts";
import { isRefusal, type Refusal, refuse } from "../refusal.ts";
import { timeOf } from "../working-time.ts";
import { resumeBusiness } from "./clocks.ts";
import type { Slot, StaffCommand } from "./commands.ts";
import { answer, type Decision, draft, pauseBusiness, tell } from "./decision.ts";
import { type Inquiry, openReferral } from "./inquiry.ts";

const openings = {
  arranged: "对不起，这次没能给您办成。我为您预约",
  booked: "已按您选的时间约好：",
  moved: "您的预约已改期：",
} as const;

const appointmentText = (
  slot: Slot,
  person: { name: string; phone: string },
  bring: readonly string[],
  opening: string,
): string => {
  const day = dayOf(slot.startsAt);
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  const when = `${year}年${month}月${dayOfMonth}日（${weekdayName(day)}）${timeOf(slot.startsAt)}`;
  const carry = bring.length > 0 ? `请带：${bring.join("、")}。` : "";
  return `${opening}${when}到${slot.place}办理，办理人${person.name}，电话${person.phone}。${carry}`;
};

/** Arranges an appointment for what can't be done now; what its writer adds passes the reply gate like any text (FIR-5.1, FIR-6). */
export function appoint(
  inquiry: Inquiry,
  command: Extract<StaffCommand, { type: "appoint" }>,
  context: Context,
): Decision | Refusal {
  const { slot, bring = [], note, confirmed } = command;
  const added = [...bring, ...(note === undefined ? [] : [note])];
  const passed = added.length === 0 ? [] : gate({ text: added.join("。"), confirmed }, context);
  return isRefusal(passed) ? passed : book(inquiry, slot, { bring, note, confirmed: passed }, context);
}

/** Books, or moves to, a slot; it is a limit like any other and stays with the first responder when it came by phone or fax (FIR-5.1, FIR-5.2). */
export function book(
  inquiry: Inquiry,
  slot: Slot,
  said: { readonly bring: readonly string[]; readonly note?: string; readonly confirmed?: readonly string[] },
  context: Context,
): Decision | Refusal {
  const { bring, note, confirmed = [] } = said;
  if (openReferral(inquiry) && !openReferral(inquiry)?.receivedAt) return refuse("referral-open", "FIR-5.3");
  if (slot.startsAt <= context.now) return refuse("slot-in-the-past", "FIR-5.1");
  const before = inquiry.appointment;
  const again = before?.state === "booked";
  if (again && before.slotId === slot.id) return refuse("same-slot", "FIR-5.1");
  const remote = inquiry.channel === "phone" || inquiry.channel === "fax";
  const withId = remote ? inquiry.firstResponder.staffId : slot.withId;
  const person = context.directory.staff.find((each) => each.id === withId);
  const d = draft(inquiry, context, "FIR-5.1");
  d.events.push({
    type: "Appointed",
    appointment: {
      slotId: slot.id,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      place: slot.place,
      withId,
      bring,
      moves: again ? before.moves + 1 : 0,
      state: "booked",
    },
  });
  const opening = openings[again ? "moved" : context.actorId === undefined ? "booked" : "arranged"];
  const text = appointmentText(slot, { name: person?.name ?? "", phone: person?.phone ?? "" }, bring, opening);
  // What a citizen books of their own accord is told them, and answers nothing they asked.
  const send = context.actorId === undefined ? tell : answer;
  send(d, inquiry, context, "appointment", { text: note ? `${text}${note}` : text }, confirmed);
  if (again) end(d, inquiry, ["appointment"], "LimitCancelled");
  else pauseBusiness(d, inquiry, "appointment");
  d.begin("appointment", withId, { endsAt: slot.endsAt });
  return d.done(...(remote ? (["FIR-5.2"] as const) : []));
}

/** The appointment took place, was missed, or was called off: the business goes on with the time that was left. */
export function endAppointment(
  inquiry: Inquiry,
  state: "kept" | "missed" | "cancelled",
  by: "citizen" | "office",
  context: Context,
): Decision | Refusal {
  if (inquiry.appointment?.state !== "booked") return refuse("no-appointment", "FIR-5.1");
  if (state !== "cancelled" && context.now < inquiry.appointment.startsAt)
    return refuse("appointment-not-yet", "FIR-5.1");
  const d = draft(inquiry, context, "FIR-5.1");
  d.events.push({ type: "AppointmentEnded", state, by });
  end(d, inquiry, ["appointment"], state === "cancelled" ? "LimitCancelled" : "LimitMet");
  resumeBusiness(d, inquiry, context);
  return d.done();
}
