import { again, isFull } from "#shared/cases/change.ts";
import { changeInquiry } from "#shared/cases/change-inquiry.ts";
import { commandsNow } from "#shared/cases/commands-now.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { replyGate } from "#shared/cases/reply-gate.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { giveUp, withSlot } from "#shared/cases/slots.ts";
import { type CaseView, caseView } from "#shared/cases/views.ts";
import type { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { can, type Principal, relationsTo } from "#shared/domain/authorisation.ts";
import { movedOnSince } from "#shared/domain/case-clock.ts";
import type { StaffCommand } from "#shared/domain/inquiry/commands.ts";
import { decide, whyNot } from "#shared/domain/inquiry/decide.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { InquiryStore, LoadedInquiry } from "#shared/ports/inquiry-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";
import type { SlotStore } from "#shared/ports/slot-store.ts";

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly slots: Pick<SlotStore, "find" | "save">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

const ATTEMPTS = 5;

/**
 * Carries out a command on the version of the case that its sender saw; a refusal changes nothing. What the system noted in the
 * meantime (a reminder, a delivery) is no conflict, what people did is.
 */
export async function commandInquiry(
  request: { readonly number: string; readonly version: number; readonly now: string },
  command: StaffCommandRequest,
  principal: Principal,
  ports: Ports,
): Promise<CaseView | Refusal> {
  const known = await ports.directory.everybody();
  const opened = await openFor(request, principal, known, ports);
  if (isRefusal(opened)) return opened;
  const carryOut = async (resolved: StaffCommand): Promise<CaseView | Refusal> => {
    let current: LoadedInquiry | undefined = opened;
    const outcome = await again(ATTEMPTS, async () => {
      const found = current ?? (await openFor(request, principal, known, ports));
      current = undefined;
      return isRefusal(found) ? found : change(found, resolved, principal, { now: request.now, known }, ports);
    });
    return outcome ?? refuse("stale");
  };
  if (command.type !== "appoint" && command.type !== "reschedule")
    return freeing(opened, await carryOut(command), ports);
  const { slotId, ...rest } = command;
  const context = contextOf(known, opened.inquiry.officeId, request.now, principal.id);
  // Whoever may not appoint holds no place either.
  return (
    whyNot(opened.inquiry, command.type, context) ??
    withSlot(slotId, opened.inquiry, request.now, ports, (slot) => carryOut({ ...rest, slot }))
  );
}

/** The case, if this person has to do with it and it is still as they saw it. */
async function openFor(
  { number, version, now }: { readonly number: string; readonly version: number; readonly now: string },
  principal: Principal,
  known: Known,
  { inquiries }: Ports,
): Promise<LoadedInquiry | Refusal> {
  const stored = storedNumber(number);
  const found = stored === undefined ? undefined : await inquiries.find(stored);
  if (!found) return refuse("not-found");
  const day = contextOf(known, found.inquiry.officeId, now).time.dayOf(now);
  const relations = relationsTo(found.inquiry, principal, known, day);
  if (!can(principal, { on: "inquiry", do: "read", relations })) return refuse("not-found");
  return movedOnSince(found.document, version) ? refuse("stale") : found;
}

async function change(
  found: LoadedInquiry,
  command: StaffCommand,
  principal: Principal,
  { now, known }: { readonly now: string; readonly known: Known },
  ports: Ports,
): Promise<CaseView | Refusal | "stale"> {
  const context = contextOf(known, found.inquiry.officeId, now, principal.id, replyGate(known));
  const decision = decide(found.inquiry, command, context);
  if (isRefusal(decision)) return decision;
  if (isFull(found.document)) return refuse("too-many-entries");
  const request = { at: now, actor: { kind: "staff", id: principal.id }, act: command.type } as const;
  const saved = await changeInquiry(found, decision, request, ports.inquiries, ports.digests);
  if (!saved) return "stale";
  await sendNotices("inquiry", saved.inquiry, found.inquiry.outbox, ports.queue);
  return caseView(saved.inquiry, saved.document, known, now, commandsNow(saved.inquiry, context));
}

/** Gives the place of a booked appointment back when the command ended it. */
async function freeing(found: LoadedInquiry, result: CaseView | Refusal, ports: Ports): Promise<CaseView | Refusal> {
  const before = found.inquiry.appointment;
  if (before?.state === "booked" && !isRefusal(result) && result.appointment?.state === "cancelled")
    await giveUp(before.slotId, found.number, ports);
  return result;
}
