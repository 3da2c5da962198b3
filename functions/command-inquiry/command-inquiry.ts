import { isFull } from "#shared/cases/change.ts";
import { changeInquiry } from "#shared/cases/change-inquiry.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { replyGate } from "#shared/cases/reply-gate.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { giveUp, withSlot } from "#shared/cases/slots.ts";
import { caseView } from "#shared/cases/views.ts";
import type { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { can, type Principal, relationsTo } from "#shared/domain/authorisation.ts";
import type { StaffCommand } from "#shared/domain/inquiry/commands.ts";
import { decide, openCommands, whyNot } from "#shared/domain/inquiry/decide.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { InquiryStore, LoadedInquiry } from "#shared/ports/inquiry-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";
import type { SlotStore } from "#shared/ports/slot-store.ts";

type CaseView = ReturnType<typeof caseView>;

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly slots: Pick<SlotStore, "find" | "save">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

/** Carries out a command on the version of the case that its sender saw; a refusal changes nothing. */
export async function commandInquiry(
  request: { readonly number: string; readonly version: number; readonly now: string },
  command: StaffCommandRequest,
  principal: Principal,
  ports: Ports,
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
  const carryOut = (resolved: StaffCommand) => change(found, resolved, principal, { now, known }, ports);
  if (command.type !== "appoint" && command.type !== "reschedule")
    return freeing(found, await carryOut(command), ports);
  const { slotId, ...rest } = command;
  // Whoever may not appoint holds no place either.
  return (
    whyNot(found.inquiry, command.type, context) ??
    withSlot(slotId, found.inquiry, now, ports, (slot) => carryOut({ ...rest, slot }))
  );
}

async function change(
  found: LoadedInquiry,
  command: StaffCommand,
  principal: Principal,
  { now, known }: { readonly now: string; readonly known: Known },
  ports: Ports,
): Promise<CaseView | Refusal> {
  const context = contextOf(known, found.inquiry.officeId, now, principal.id, replyGate(known));
  const decision = decide(found.inquiry, command, context);
  if (isRefusal(decision)) return decision;
  if (isFull(found.document)) return refuse("too-many-entries");
  const request = { at: now, actor: { kind: "staff", id: principal.id }, act: command.type } as const;
  const saved = await changeInquiry(found, decision, request, ports.inquiries, ports.digests);
  if (!saved) return refuse("stale");
  await sendNotices("inquiry", saved.inquiry, found.inquiry.outbox, ports.queue);
  return caseView(saved.inquiry, saved.document, known, now, openCommands(saved.inquiry, context));
}

/** Gives the place of a booked appointment back when the command ended it. */
async function freeing(found: LoadedInquiry, result: CaseView | Refusal, ports: Ports): Promise<CaseView | Refusal> {
  const before = found.inquiry.appointment;
  if (before?.state === "booked" && !isRefusal(result) && result.appointment?.state === "cancelled")
    await giveUp(before.slotId, found.number, ports);
  return result;
}
