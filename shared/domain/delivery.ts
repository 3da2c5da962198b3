import type { ClockEvent, Clocked } from "./case-clock.ts";
import { type Context, type Decision, draft } from "./decision.ts";

/** Ticks a notice off after its delivery; undefined when there is nothing to tick (doubled, forged or foreign). */
export function confirmDelivery<Event>(
  state: Clocked & { readonly version: number },
  noticeId: string,
  context: Context,
): Decision<Event | ClockEvent> | undefined {
  const notice = state.outbox.find((each) => each.id === noticeId);
  if (!notice || notice.deliveredAt) return undefined;
  const d = draft<Event>(state, context, notice.clause);
  d.events.push({ type: "NoticeDelivered", id: noticeId });
  return d.done();
}
