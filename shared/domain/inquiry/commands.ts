import type { Clause } from "../clauses.ts";
import type { Delivery, Stage } from "./inquiry.ts";

/** Every answer that goes to a citizen: the text, how it is delivered, and whether the writer stands by a warned wording. */
export interface AnswerText {
  readonly text: string;
  readonly via?: Delivery;
  /** The writer has seen the warning and sends it all the same; recorded. */
  readonly confirmed?: boolean;
}

/** A free slot as resolved from the directory. */
export interface Slot {
  readonly id: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly place: string;
  readonly withId: string;
}

/** What a member of staff may ask of a case, one variant per command. */
export type StaffCommand =
  | { readonly type: "accept"; readonly serviceCode?: string }
  | ({ readonly type: "reply" } & AnswerText)
  | { readonly type: "complete"; readonly text?: string; readonly via?: Delivery; readonly confirmed?: boolean }
  | {
      readonly type: "decline";
      readonly unmetCondition: string;
      readonly regulation: string;
      readonly article: string;
      readonly explanation: string;
      readonly via?: Delivery;
      readonly confirmed?: boolean;
    }
  | {
      readonly type: "notifyMaterials";
      readonly missing: readonly string[];
      readonly serviceCode?: string;
      readonly newFact?: string;
      readonly via?: Delivery;
    }
  | { readonly type: "receiveMaterials"; readonly received: readonly string[] }
  | { readonly type: "refer"; readonly unitId: string; readonly reason: string }
  | { readonly type: "receiveReferral"; readonly caseworkerId?: string }
  | { readonly type: "returnReferral"; readonly reason: string }
  | ({ readonly type: "giveFeedback"; readonly outcome: "done" | "answered" } & AnswerText)
  | { readonly type: "consult"; readonly question: string }
  | {
      readonly type: "designate";
      readonly leadUnitId: string;
      readonly leadId?: string;
      readonly assistingUnitIds?: readonly string[];
      readonly reason: string;
    }
  | { readonly type: "assist"; readonly text: string }
  | {
      readonly type: "redirect";
      readonly outsideBodyId: string;
      readonly explanation: string;
      readonly via?: Delivery;
      readonly confirmed?: boolean;
    }
  | {
      readonly type: "appoint";
      readonly slot: Slot;
      readonly bring?: readonly string[];
      readonly note?: string;
      readonly confirmed?: boolean;
    }
  | { readonly type: "reschedule"; readonly slot: Slot }
  | { readonly type: "keepAppointment" }
  | { readonly type: "missAppointment"; readonly by: "citizen" | "office" }
  | { readonly type: "reportUrgent"; readonly reason: string }
  | { readonly type: "acknowledgeUrgent" }
  | {
      readonly type: "extend";
      /** In the unit of the promise. */
      readonly amount: number;
      readonly reason: string;
    }
  | { readonly type: "pause"; readonly code: string; readonly explanation: string }
  | { readonly type: "resume" }
  | { readonly type: "close" }
  | { readonly type: "reopen"; readonly reason: string }
  | ({ readonly type: "followUp" } & AnswerText)
  | { readonly type: "reassign"; readonly staffId: string; readonly reason: string };

export type StaffCommandType = StaffCommand["type"];

/** What the citizen may do with their own case. */
export type CitizenCommand =
  | { readonly type: "message"; readonly text: string }
  | { readonly type: "announceMaterials" }
  | { readonly type: "rate"; readonly grade: 1 | 2 | 3 | 4 | 5; readonly comment?: string }
  | { readonly type: "bookAppointment"; readonly slot: Slot }
  | { readonly type: "cancelAppointment" };

export type CitizenCommandType = CitizenCommand["type"];

/** How a member of staff stands to a case. */
export type Relation =
  | "caseworker"
  | "first-responder"
  | "in-charge"
  | "referral-target"
  | "superior"
  | "assistant"
  | "host"
  | "colleague"
  | "supervisor"
  | "director";

/** One row of the life cycle: where the command is possible, who may give it, and the clause it carries out. */
export interface CommandRow {
  readonly stages: readonly Stage[];
  readonly by: readonly Relation[];
  readonly clause: Clause;
}

const atWork = ["registered", "accepted"] as const satisfies readonly Stage[];
const open = [
  "registered",
  "accepted",
  "referred",
  "consulted",
  "awaiting-materials",
  "paused",
  "appointed",
  "concluded",
  "follow-up",
] as const satisfies readonly Stage[];

/** The life of an inquiry as data: a reviewer can hold it against the published rules line by line. */
export const staffCommands = {
  accept: { stages: ["registered"], by: ["caseworker"], clause: "FIR-4.1" },
  reply: { stages: open, by: ["caseworker", "first-responder", "in-charge"], clause: "FIR-5" },
  complete: { stages: atWork, by: ["caseworker"], clause: "SC-5" },
  decline: { stages: atWork, by: ["caseworker"], clause: "FIR-4.1" },
  notifyMaterials: { stages: [...atWork, "awaiting-materials"], by: ["caseworker"], clause: "SC-4" },
  receiveMaterials: { stages: ["awaiting-materials"], by: ["caseworker", "in-charge"], clause: "SC-4" },
  refer: { stages: atWork, by: ["caseworker"], clause: "FIR-5.3" },
  receiveReferral: { stages: ["referred"], by: ["referral-target"], clause: "FIR-5.3" },
  returnReferral: { stages: ["referred"], by: ["referral-target"], clause: "FIR-5.3" },
  giveFeedback: { stages: ["accepted"], by: ["caseworker"], clause: "FIR-5.3" },
  consult: { stages: atWork, by: ["caseworker"], clause: "FIR-5.4" },
  designate: { stages: ["consulted"], by: ["superior", "in-charge", "director"], clause: "FIR-7" },
  assist: { stages: open, by: ["assistant"], clause: "FIR-7" },
  redirect: { stages: atWork, by: ["caseworker"], clause: "FIR-5.5" },
  appoint: { stages: atWork, by: ["caseworker", "first-responder"], clause: "FIR-5.1" },
  reschedule: { stages: ["appointed"], by: ["caseworker", "first-responder", "host"], clause: "FIR-5.1" },
  keepAppointment: { stages: ["appointed"], by: ["caseworker", "first-responder", "host"], clause: "FIR-5.1" },
  missAppointment: { stages: ["appointed"], by: ["caseworker", "first-responder", "host"], clause: "FIR-5.1" },
  reportUrgent: {
    stages: open,
    by: ["caseworker", "first-responder", "in-charge", "colleague", "supervisor"],
    clause: "FIR-5.6",
  },
  acknowledgeUrgent: { stages: open, by: ["in-charge", "superior", "director"], clause: "FIR-5.6" },
  extend: { stages: ["accepted", "registered"], by: ["in-charge"], clause: "SC-5" },
  pause: { stages: ["accepted"], by: ["in-charge"], clause: "SC-5" },
  resume: { stages: ["paused"], by: ["caseworker", "in-charge"], clause: "SC-5" },
  close: { stages: ["concluded"], by: ["first-responder", "in-charge"], clause: "FIR-5" },
  reopen: { stages: ["closed"], by: ["first-responder", "in-charge", "supervisor", "director"], clause: "FIR-5" },
  followUp: { stages: ["follow-up"], by: ["caseworker", "in-charge"], clause: "SC-3" },
  reassign: { stages: open, by: ["in-charge"], clause: "FIR-5" },
} as const satisfies Record<StaffCommandType, CommandRow>;

/** What the citizen may do, by stage. */
export const citizenCommands = {
  message: { stages: [...open, "closed"], clause: "SC-3" },
  announceMaterials: { stages: ["awaiting-materials"], clause: "SC-4" },
  rate: { stages: ["closed"], clause: "SC-3" },
  bookAppointment: { stages: [...atWork, "appointed"], clause: "FIR-5.1" },
  cancelAppointment: { stages: ["appointed"], clause: "FIR-5.1" },
} as const satisfies Record<CitizenCommandType, Omit<CommandRow, "by">>;
