import type { ClockEvent } from "../case-clock.ts";
import type { TextId } from "../decision.ts";
import type { Channel, FirstResponder } from "../first-responder.ts";
import type { Answer, Appointment, Conclusion, MaterialsNotice } from "./inquiry.ts";

/**
 * What can have happened to an inquiry. Events carry what was decided (dates, persons), never what is to be decided again,
 * so that folding them needs neither the rules nor the directory of the day.
 */
export type InquiryEvent =
  | {
      readonly type: "Registered";
      readonly number: string;
      readonly channel: Channel;
      readonly officeId: string;
      readonly language: string;
      readonly serviceCode: string | null;
      readonly subject: TextId;
      readonly content: TextId;
      readonly name: TextId;
      readonly phone: TextId;
      readonly firstResponder: FirstResponder;
      readonly rulesVersion: string;
    }
  | { readonly type: "Accepted"; readonly serviceCode?: string }
  | { readonly type: "Answered"; readonly answer: Answer; readonly confirmed?: readonly string[] }
  | { readonly type: "Concluded"; readonly conclusion: Conclusion }
  | { readonly type: "Closed" }
  | { readonly type: "Reopened"; readonly reason: TextId }
  | { readonly type: "Referred"; readonly fromId: string; readonly toUnitId: string; readonly reason: TextId }
  | { readonly type: "ReferralReceived"; readonly caseworkerId: string; readonly unitId: string }
  | { readonly type: "ReferralReturned"; readonly reason: TextId }
  | { readonly type: "FedBack"; readonly toId: string; readonly toUnitId: string }
  | { readonly type: "Consulted"; readonly question: TextId; readonly superiorId: string }
  | {
      readonly type: "Designated";
      readonly leadUnitId: string;
      readonly leadId: string;
      readonly assisting: readonly { readonly unitId: string; readonly limitId: string }[];
      readonly reason: TextId;
    }
  | { readonly type: "Assisted"; readonly unitId: string; readonly text: TextId }
  | { readonly type: "MaterialsNotified"; readonly notice: MaterialsNotice; readonly serviceCode: string }
  | { readonly type: "MaterialsAnnounced" }
  | { readonly type: "MaterialsReceived"; readonly ids: readonly string[]; readonly complete: boolean }
  | { readonly type: "Appointed"; readonly appointment: Appointment }
  | {
      readonly type: "AppointmentEnded";
      readonly state: "kept" | "missed" | "cancelled";
      readonly by: "citizen" | "office";
    }
  | { readonly type: "UrgencyReported"; readonly reason?: TextId }
  | { readonly type: "UrgencyAcknowledged"; readonly by: string }
  | { readonly type: "Paused"; readonly code: string; readonly explanation: TextId }
  | { readonly type: "Resumed" }
  | { readonly type: "Extended"; readonly reason: TextId }
  | { readonly type: "MessageReceived"; readonly text: TextId }
  | { readonly type: "Rated"; readonly grade: number; readonly comment?: TextId }
  | { readonly type: "FollowUpOpened"; readonly caseworkerId: string; readonly unitId: string }
  | {
      readonly type: "HandedOver";
      readonly fromId: string;
      readonly toId: string;
      readonly toUnitId: string;
      readonly reason: "leave" | "left" | "reassigned";
    }
  | ClockEvent;
