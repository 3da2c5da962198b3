import { applyClock } from "../case-clock.ts";
import type { InquiryEvent } from "./events.ts";
import type { Inquiry } from "./inquiry.ts";

const patchLast = <T>(list: readonly T[], patch: Partial<T>): readonly T[] =>
  list.map((item, index) => (index === list.length - 1 ? { ...item, ...patch } : item));

/** Folds one event, which happened at `at`, into the inquiry. Total: every event of a valid history applies. */
export function apply(inquiry: Inquiry | undefined, event: InquiryEvent, at: string): Inquiry {
  if (event.type === "Registered") {
    const { type: _, firstResponder, ...facts } = event;
    return {
      ...facts,
      version: 0,
      receivedAt: at,
      firstResponder,
      caseworkerId: firstResponder.staffId,
      unitId: firstResponder.unitId,
      stage: "registered",
      urgent: null,
      limits: [],
      answers: [],
      messages: [],
      referrals: [],
      consultations: [],
      assistance: [],
      notices: [],
      materialsAnnouncedAt: null,
      appointment: null,
      pause: null,
      extended: false,
      conclusion: null,
      rating: null,
      reopened: null,
      closedAt: null,
      outbox: [],
    };
  }
  if (!inquiry) throw new Error(`A history begins with Registered, not ${event.type}`);
  switch (event.type) {
    case "Accepted":
      return { ...inquiry, stage: "accepted", serviceCode: event.serviceCode ?? inquiry.serviceCode };
    case "Answered":
      return { ...inquiry, answers: [...inquiry.answers, event.answer] };
    case "Concluded":
      return { ...inquiry, stage: "concluded", conclusion: event.conclusion };
    case "Closed":
      return { ...inquiry, stage: "closed", closedAt: at };
    case "Reopened":
      return { ...inquiry, stage: "accepted", reopened: event.reason, closedAt: null, conclusion: null };
    case "Referred":
      return {
        ...inquiry,
        stage: "referred",
        referrals: [...inquiry.referrals, { fromId: event.fromId, toUnitId: event.toUnitId, at, reason: event.reason }],
      };
    case "ReferralReceived":
      return {
        ...inquiry,
        stage: "accepted",
        caseworkerId: event.caseworkerId,
        unitId: event.unitId,
        referrals: patchLast(inquiry.referrals, { receivedAt: at }),
      };
    case "ReferralReturned":
      return { ...inquiry, stage: "accepted", referrals: patchLast(inquiry.referrals, { returnedAt: at }) };
    case "FedBack":
      return {
        ...inquiry,
        caseworkerId: event.toId,
        unitId: event.toUnitId,
        referrals: patchLast(inquiry.referrals, { fedBackAt: at }),
      };
    case "Consulted":
      return {
        ...inquiry,
        stage: "consulted",
        consultations: [...inquiry.consultations, { question: event.question, superiorId: event.superiorId, at }],
      };
    case "Designated":
      return {
        ...inquiry,
        stage: "accepted",
        caseworkerId: event.leadId,
        unitId: event.leadUnitId,
        assistance: [...inquiry.assistance, ...event.assisting],
        consultations: patchLast(inquiry.consultations, { designatedAt: at, leadUnitId: event.leadUnitId }),
      };
    case "Assisted":
      return {
        ...inquiry,
        assistance: inquiry.assistance.map((each) =>
          each.unitId === event.unitId && !each.answeredAt ? { ...each, answeredAt: at } : each,
        ),
      };
    case "MaterialsNotified":
      return {
        ...inquiry,
        stage: "awaiting-materials",
        serviceCode: event.serviceCode,
        materialsAnnouncedAt: null,
        notices: [...inquiry.notices, event.notice],
      };
    case "MaterialsAnnounced":
      return { ...inquiry, materialsAnnouncedAt: at };
    case "MaterialsReceived":
      return {
        ...inquiry,
        stage: event.complete ? "accepted" : inquiry.stage,
        materialsAnnouncedAt: event.complete ? null : inquiry.materialsAnnouncedAt,
        notices: inquiry.notices.map((notice) =>
          notice.completedAt
            ? notice
            : {
                ...notice,
                received: [...notice.received, ...event.ids.filter((id) => !notice.received.includes(id))],
                ...(event.complete && { completedAt: at }),
              },
        ),
      };
    case "Appointed":
      return { ...inquiry, stage: "appointed", appointment: event.appointment };
    case "AppointmentEnded":
      return {
        ...inquiry,
        stage: "accepted",
        appointment: inquiry.appointment && { ...inquiry.appointment, state: event.state },
      };
    case "UrgencyReported":
      return { ...inquiry, urgent: { at } };
    case "UrgencyAcknowledged":
      return { ...inquiry, urgent: { at: inquiry.urgent?.at ?? at, acknowledgedAt: at, acknowledgedBy: event.by } };
    case "Paused":
      return { ...inquiry, stage: "paused", pause: { code: event.code, explanation: event.explanation, at } };
    case "Resumed":
      return { ...inquiry, stage: "accepted", pause: null };
    case "Extended":
      return { ...inquiry, extended: true };
    case "MessageReceived":
      return { ...inquiry, messages: [...inquiry.messages, { text: event.text, at }] };
    case "Rated":
      return {
        ...inquiry,
        rating: { grade: event.grade, at, ...(event.comment !== undefined && { comment: event.comment }) },
      };
    case "FollowUpOpened":
      return {
        ...inquiry,
        stage: "follow-up",
        closedAt: null,
        caseworkerId: event.caseworkerId,
        unitId: event.unitId,
      };
    case "HandedOver":
      return { ...inquiry, caseworkerId: event.toId, unitId: event.toUnitId };
    default:
      return applyClock(inquiry, event, at);
  }
}
