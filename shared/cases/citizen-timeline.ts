import type { TrackingView } from "../contracts/inquiry.ts";
import { type Directory, staffOf, unitOf } from "../domain/directory.ts";
import type { InquiryEvent } from "../domain/inquiry/events.ts";
import type { InquiryDocument } from "../domain/inquiry/history.ts";

type Step = TrackingView["steps"][number];

/** Limits of the centre's own hand-overs are its own affair; those a citizen waits for are shown. */
export const isOwnAffair = (kind: string): boolean =>
  kind === "receive-referral" || kind === "designate" || kind === "assist";

const unitName = (unitId: string, directory: Directory): string => unitOf(directory, unitId)?.unit.name.zh ?? "";

/** What an event is to the citizen; answers, messages and notices are shown with their own words instead. */
function stepOf(
  event: InquiryEvent,
  kinds: ReadonlyMap<string, string>,
  directory: Directory,
): Omit<Step, "at"> | null {
  switch (event.type) {
    case "Accepted":
      return { what: "accepted" };
    case "Referred":
      return { what: "referred", unit: unitName(event.toUnitId, directory) };
    case "ReferralReceived":
      return { what: "referral-received", unit: unitName(event.unitId, directory) };
    case "ReferralReturned":
      return { what: "referral-returned" };
    case "Consulted":
      return { what: "consulted" };
    case "Designated":
      return { what: "designated", unit: unitName(event.leadUnitId, directory) };
    case "HandedOver":
      return { what: "handed-over", person: staffOf(directory, event.toId)?.name ?? "" };
    case "UrgencyReported":
      return { what: "urgent-reported" };
    case "UrgencyAcknowledged":
      return { what: "urgent-acknowledged" };
    case "MaterialsAnnounced":
      return { what: "materials-announced" };
    case "MaterialsReceived":
      return { what: event.complete ? "materials-complete" : "materials-received" };
    case "AppointmentEnded":
      return { what: `appointment-${event.state}` };
    case "Paused":
      return { what: "paused", reason: event.code };
    case "Resumed":
      return { what: "resumed" };
    case "Extended":
      return { what: "extended" };
    case "Rated":
      return { what: "rated", grade: event.grade };
    case "FollowUpOpened":
      return { what: "follow-up" };
    case "Reopened":
      return { what: "reopened" };
    case "Closed":
      return { what: "closed" };
    case "StepRaised":
      return event.level > 0 && !isOwnAffair(kinds.get(event.limitId) ?? "") ? { what: "escalated" } : null;
    default:
      return null;
  }
}

/** What has happened to a case, as its citizen may know it: every step with its moment, oldest first. */
export function citizenTimeline({ history }: InquiryDocument, directory: Directory): readonly Step[] {
  const kinds = new Map(
    history.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === "LimitStarted" ? [[event.limit.id, event.limit.kind] as const] : [])),
    ),
  );
  return history.flatMap(({ at, events }) => {
    const steps = events.flatMap((event) => stepOf(event, kinds, directory) ?? []);
    // Several limits can run over in one sweep: to the citizen that is one step.
    return steps
      .filter(({ what }, index) => steps.findIndex((each) => each.what === what) === index)
      .map((step) => ({ at, ...step }));
  });
}
