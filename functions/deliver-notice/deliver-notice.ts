import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { type Cases, noQueue, settle } from "#shared/cases/settle.ts";
import type { ClockEvent, Clocked } from "#shared/domain/case-clock.ts";
import { foldConduct } from "#shared/domain/conduct/history.ts";
import { confirmDelivery } from "#shared/domain/delivery.ts";
import { staffOf } from "#shared/domain/directory.ts";
import type { CaseDocument } from "#shared/domain/history.ts";
import { keeperOf } from "#shared/domain/impartial.ts";
import { fold } from "#shared/domain/inquiry/history.ts";
import { foldInspection } from "#shared/domain/inspection/inspection.ts";
import type { Notice } from "#shared/domain/notices.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { foldBox } from "#shared/domain/suggestion/box.ts";
import { foldSuggestion } from "#shared/domain/suggestion/history.ts";
import { concernedBy } from "#shared/domain/suggestion/suggestion.ts";
import type { BoxStore } from "#shared/ports/box-store.ts";
import type { ConductStore } from "#shared/ports/conduct-store.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { Inbox } from "#shared/ports/inbox.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { InspectionStore } from "#shared/ports/inspection-store.ts";
import type { NoticeReference } from "#shared/ports/notice-queue.ts";
import type { SuggestionStore } from "#shared/ports/suggestion-store.ts";
import { suspectAfter } from "./suspect-after.ts";

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save">;
  readonly suggestions: Pick<SuggestionStore, "find" | "save">;
  readonly boxes: Pick<BoxStore, "find" | "save">;
  readonly conduct: Pick<ConductStore, "add" | "find" | "save">;
  readonly inspections: Pick<InspectionStore, "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly inbox: Pick<Inbox, "deliver">;
  readonly digests: Digests;
}

/** What a kind of case says of itself in an inbox, and what else its delivery brings about. */
interface Told<State, Document> {
  readonly officeId: (state: State, known: Known) => string;
  readonly subject: (state: State, document: Document) => string;
  /** Who gets it instead of the one it was addressed to; the latter where that is left out. */
  readonly instead?: (state: State, notice: Notice, known: Known, day: string) => string | undefined;
  readonly before?: (state: State, document: Document, notice: Notice, known: Known) => Promise<unknown>;
}

async function deliver<
  Event,
  State extends Clocked & { readonly version: number },
  Stored extends { readonly document: CaseDocument<Event | ClockEvent> },
>(
  cases: Cases<Event | ClockEvent, State, Stored>,
  told: Told<State, Stored["document"]>,
  { number, noticeId }: Pick<NoticeReference, "number" | "noticeId">,
  now: string,
  { directory, inbox, digests }: Ports,
): Promise<"delivered" | "nothing-owed"> {
  const known = await directory.everybody();
  const outcome = await settle(
    cases,
    number,
    async (state, { document }) => {
      const notice = state.outbox.find((each) => each.id === noticeId);
      if (!notice || notice.deliveredAt) return undefined;
      const limit = state.limits.find((each) => each.id === notice.limitId);
      const about = notice.caseId ?? number;
      const context = contextOf(known, told.officeId(state, known), now);
      await inbox.deliver({
        recipientId: told.instead?.(state, notice, known, context.time.dayOf(now)) ?? notice.recipientId,
        key: `${notice.queuedAt} ${number} ${notice.id}`,
        kind: notice.kind,
        number: about,
        subject: told.subject(state, document),
        clause: notice.clause,
        ...(limit && { limit: { kind: limit.kind, dueOn: limit.dueOn, dueAt: limit.dueAt } }),
        ...(notice.level !== undefined && { level: notice.level }),
        deliveredAt: now,
      });
      await told.before?.(state, document, notice, known);
      return confirmDelivery<Event>(state, noticeId, context);
    },
    bySystem(now, "deliver"),
    { queue: noQueue, digests },
  );
  return outcome === "changed" ? "delivered" : "nothing-owed";
}

const categories = { opinion: "意见", suggestion: "建议", complaint: "投诉", praise: "表扬" } as const;

/**
 * Delivers the notice a message points at. What it says and to whom is read from the case, never from the message: a forged one
 * points at nothing, a doubled one at something that is ticked off, a late one is still delivered once. With the first escalation of
 * a limit and with a second one-time notice a suspected breach is opened for the office, once for each.
 */
export async function deliverNotice(
  { kind, number: written, noticeId }: NoticeReference,
  now: string,
  ports: Ports,
): Promise<"delivered" | "nothing-owed"> {
  const ofCitizens = kind === "inquiry" || kind === "suggestion";
  const number = ofCitizens ? storedNumber(written) : written;
  if (number === undefined || number === "") return "nothing-owed";
  const reference = { number, noticeId };
  switch (kind) {
    case "inquiry":
      return deliver(
        { kind, store: ports.inquiries, fold },
        {
          officeId: (inquiry) => inquiry.officeId,
          subject: (inquiry, document) => document.texts[inquiry.subject]?.body ?? "",
          before: (inquiry, document, notice, known) => suspectAfter(inquiry, document, notice, known, now, ports),
        },
        reference,
        now,
        ports,
      );
    case "suggestion":
      // What it says stays in the box: an inbox is seen over many a shoulder.
      return deliver(
        { kind, store: ports.suggestions, fold: foldSuggestion },
        {
          officeId: (suggestion) => suggestion.officeId,
          subject: (suggestion) => `意见箱来件（${categories[suggestion.category]}）`,
          // It may have been found to be about its recipient since it was addressed.
          instead: (suggestion, { recipientId }, known, day) => {
            const concerned = concernedBy(suggestion, known);
            return concerned.has(recipientId) ? keeperOf(known, concerned, day)?.id : recipientId;
          },
        },
        reference,
        now,
        ports,
      );
    case "conduct":
      return deliver(
        { kind, store: ports.conduct, fold: foldConduct },
        {
          officeId: (record, known) => staffOf(known, record.staffId)?.officeId ?? "",
          subject: () => "首问责任制第十条处理事项",
        },
        reference,
        now,
        ports,
      );
    case "box":
      return deliver(
        { kind, store: ports.boxes, fold: foldBox },
        { officeId: (box) => box.officeId, subject: () => "意见箱开箱" },
        reference,
        now,
        ports,
      );
    case "inspection":
      return deliver(
        { kind, store: ports.inspections, fold: foldInspection },
        {
          officeId: (inspection) => inspection.officeId,
          subject: (inspection, document) => document.texts[inspection.finding]?.body ?? "",
        },
        reference,
        now,
        ports,
      );
  }
}
