import type { StaffCaseView } from "../contracts/case-views.ts";
import type { LimitView, TrackingView } from "../contracts/inquiry.ts";
import type { Shown } from "../contracts/shown.ts";
import type { TextId } from "../domain/decision.ts";
import { type Directory, staffOf, unitOf } from "../domain/directory.ts";
import type { CaseDocument } from "../domain/history.ts";
import { type CitizenCommandType, citizenCommands } from "../domain/inquiry/commands.ts";
import type { InquiryDocument } from "../domain/inquiry/history.ts";
import type { Inquiry } from "../domain/inquiry/inquiry.ts";
import type { Limit } from "../domain/limits.ts";
import { citizenTimeline, isOwnAffair } from "./citizen-timeline.ts";
import type { CommandsNow } from "./commands-now.ts";

const person = (id: string, directory: Directory) => {
  const found = staffOf(directory, id);
  const place = found && unitOf(directory, found.unitId);
  return {
    name: found?.name ?? id,
    office: place?.office.name.zh ?? "",
    unit: place?.unit.name.zh ?? "",
    phone: found?.phone || place?.unit.phone || place?.office.phone || "",
  };
};

/** The first responder by name, with why it is this person (FIR-3). */
export const firstResponderView = (inquiry: Inquiry, directory: Directory) => ({
  ...person(inquiry.firstResponder.staffId, directory),
  reason: inquiry.firstResponder.reason,
  clause: inquiry.firstResponder.clause,
});

/** A limit as it is shown: when it ends, which of promise and statute binds, and where its clock stood still. */
export const limitView = (limit: Limit, now: string): LimitView => {
  const bound = limit.statute && limit.statute.dueOn < limit.promise.dueOn ? "statute" : "promise";
  const { amount, unit, basis } = (bound === "statute" ? limit.statute : undefined) ?? limit.promise;
  return {
    id: limit.id,
    kind: limit.kind,
    dueOn: limit.dueOn,
    dueAt: limit.dueAt,
    state: limit.state,
    overdue: limit.state === "running" && limit.dueAt < now,
    provisional: limit.provisional,
    startedAt: limit.startedAt,
    bound,
    term: { amount, unit },
    basis,
    clause: limit.clause,
    pauses: limit.pauses.map((pause) => ({ ...pause })),
  };
};

/** A text of the case; one that has been erased says so. */
export const textIn =
  (texts: CaseDocument<unknown>["texts"]) =>
  (id: TextId): string =>
    texts[id]?.body ?? "（已按规定删除）";

const shared = (inquiry: Inquiry, texts: InquiryDocument["texts"], directory: Directory, now: string) => {
  const text = textIn(texts);
  const { appointment, conclusion } = inquiry;
  return {
    number: inquiry.number,
    officeId: inquiry.officeId,
    stage: inquiry.stage,
    subject: text(inquiry.subject),
    content: text(inquiry.content),
    receivedAt: inquiry.receivedAt,
    closedAt: inquiry.closedAt,
    serviceCode: inquiry.serviceCode,
    firstResponder: firstResponderView(inquiry, directory),
    caseworker: person(inquiry.caseworkerId, directory),
    limits: inquiry.limits.map((limit) => limitView(limit, now)),
    messages: inquiry.messages.map((message) => ({ at: message.at, text: text(message.text) })),
    notices: inquiry.notices.map((notice) => ({
      noticeNo: notice.noticeNo,
      at: notice.at,
      materials: notice.materials.map((each) => ({ ...each, received: notice.received.includes(each.id) })),
      completedAt: notice.completedAt ?? null,
    })),
    materialsAnnouncedAt: inquiry.materialsAnnouncedAt,
    appointment: appointment && {
      slotId: appointment.slotId,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      place: appointment.place,
      with: person(appointment.withId, directory).name,
      bring: [...appointment.bring],
      state: appointment.state,
    },
    outcome: conclusion && {
      outcome: conclusion.outcome,
      ...(conclusion.regulation !== undefined && { regulation: conclusion.regulation }),
      ...(conclusion.article !== undefined && { article: conclusion.article }),
    },
    rating: inquiry.rating?.grade ?? null,
  };
};

/** What the citizen may see and do. */
export function trackingView(
  { inquiry, document }: { readonly inquiry: Inquiry; readonly document: InquiryDocument },
  directory: Directory,
  now: string,
): TrackingView {
  const text = textIn(document.texts);
  const may = (Object.keys(citizenCommands) as CitizenCommandType[]).filter((type) =>
    (citizenCommands[type].stages as readonly string[]).includes(inquiry.stage),
  );
  return {
    ...shared(inquiry, document.texts, directory, now),
    limits: inquiry.limits.filter((limit) => !isOwnAffair(limit.kind)).map((limit) => limitView(limit, now)),
    urgent: inquiry.urgent !== null,
    steps: [...citizenTimeline(document, directory)],
    answers: inquiry.answers.map(({ at, via, kind, text: id }) => ({ at, via, kind, text: text(id) })),
    may: may.filter((type) => type !== "rate" || inquiry.rating === null),
  };
}

/** The whole case as staff see it: texts, history with bases, and the commands open to this person now. */
export function caseView(
  inquiry: Inquiry,
  document: InquiryDocument,
  directory: Directory,
  now: string,
  commands: CommandsNow,
) {
  const text = textIn(document.texts);
  return {
    ...shared(inquiry, document.texts, directory, now),
    version: inquiry.version,
    rulesVersion: inquiry.rulesVersion,
    channel: inquiry.channel,
    unitId: inquiry.unitId,
    caseworkerId: inquiry.caseworkerId,
    firstResponderId: inquiry.firstResponder.staffId,
    candidates: inquiry.firstResponder.candidates,
    language: inquiry.language,
    name: text(inquiry.name),
    phone: text(inquiry.phone),
    urgent: inquiry.urgent,
    answers: inquiry.answers.map((each) => ({ ...each, text: text(each.text) })),
    referrals: inquiry.referrals.map((each) => ({ ...each, reason: text(each.reason) })),
    consultations: inquiry.consultations.map((each) => ({ ...each, question: text(each.question) })),
    assistance: inquiry.assistance,
    pause: inquiry.pause && { ...inquiry.pause, explanation: text(inquiry.pause.explanation) },
    escalations: inquiry.limits.flatMap((limit) =>
      limit.ladder.flatMap(({ level, to, at, raisedAt }) =>
        raisedAt === undefined ? [] : [{ limitId: limit.id, kind: limit.kind, level, to, at, raisedAt }],
      ),
    ),
    history: historyView(document),
    extended: inquiry.extended,
    conclusion: inquiry.conclusion && {
      ...inquiry.conclusion,
      ...(inquiry.conclusion.unmetCondition !== undefined && {
        unmetCondition: text(inquiry.conclusion.unmetCondition),
      }),
    },
    ratingComment: inquiry.rating?.comment === undefined ? null : text(inquiry.rating.comment),
    commands: commands.open,
    closedCommands: commands.closed,
  } satisfies Shown<StaffCaseView>;
}

/** The whole case as staff see it. */
export type CaseView = ReturnType<typeof caseView>;

/** What the system sends to whom is its own affair. */
type OwnPost = { readonly type: `Notice${string}` };
const isToBeTold = <Event extends { readonly type: string }>(event: Event): event is Exclude<Event, OwnPost> =>
  !event.type.startsWith("Notice");

/** The history as staff read it: who, when, what, on which clause, with its texts. */
export function historyView<Event extends { readonly type: string }>(document: CaseDocument<Event>) {
  const text = textIn(document.texts);
  return document.history.map(({ seq, at, actor, act, basis, events, texts }) => ({
    seq,
    at,
    actor,
    act,
    basis,
    events: events.map((event) => event.type),
    // What happened, in full.
    facts: events.filter(isToBeTold),
    texts: Object.fromEntries(Object.keys(texts).map((id) => [id, text(id)])),
  }));
}
