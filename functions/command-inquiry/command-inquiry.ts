import { isFull } from "#shared/cases/change.ts";
import { changeInquiry } from "#shared/cases/change-inquiry.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { type CaseView, caseView, commandsFor } from "#shared/cases/views.ts";
import { can, type Principal, relationsTo } from "#shared/domain/authorisation.ts";
import type { StaffCommand } from "#shared/domain/inquiry/commands.ts";
import { decide } from "#shared/domain/inquiry/decide.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

/** Carries out a command on the version of the case that its sender saw; a refusal changes nothing. */
export async function commandInquiry(
  request: { readonly number: string; readonly version: number; readonly now: string },
  command: StaffCommand,
  principal: Principal,
  ports: {
    readonly inquiries: Pick<InquiryStore, "find" | "save">;
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly queue: NoticeQueue;
    readonly digests: Digests;
  },
): Promise<CaseView | Refusal> {
  const { now } = request;
  const stored = storedNumber(request.number);
  const [found, known] = await Promise.all([
    stored === undefined ? undefined : ports.inquiries.find(stored),
    ports.directory.everybody(),
  ]);
  if (!found) return refuse("not-found");
  const context = contextOf(known, found.inquiry.officeId, now, principal.id);
  const relations = relationsTo(found.inquiry, principal, known, context.time.dayOf(now));
  if (!can(principal, { on: "inquiry", do: "read", relations })) return refuse("not-found");
  if (found.inquiry.version !== request.version) return refuse("stale");
  const decision = decide(found.inquiry, command, context);
  if (isRefusal(decision)) return decision;
  if (isFull(found.document)) return refuse("too-many-entries");
  const actor = { kind: "staff", id: principal.id } as const;
  const saved = await changeInquiry(
    found,
    decision,
    { at: now, actor, act: command.type },
    ports.inquiries,
    ports.digests,
  );
  if (!saved) return refuse("stale");
  await sendNotices("inquiry", saved.inquiry, found.inquiry.outbox, ports.queue);
  return caseView(saved.inquiry, saved.document, known, now, commandsFor(saved.inquiry, context));
}
