import { again, answerAgain, isFull, markOf } from "#shared/cases/change.ts";
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
import type { RequestMark } from "#shared/domain/history.ts";
import { type StaffCommand, staffCommands } from "#shared/domain/inquiry/commands.ts";
import { decide, whyNot } from "#shared/domain/inquiry/decide.ts";
import { storedNumber } from "#shared/domain/receipt.ts";
import { isRefusal, onClause, type Refusal, refuse } from "#shared/domain/refusal.ts";
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

interface Asked {
  readonly number: string;
  readonly version: number;
  readonly idempotencyKey?: string | undefined;
  readonly now: string;
}

/**
 * Carries out a command on the version of the case that its sender saw; a refusal changes nothing. What the system noted in the
 * meantime (a reminder, a delivery) is no conflict, what people did is. Repeated under its key, it is answered and not carried out again.
 */
export async function commandInquiry(
  request: Asked,
  command: StaffCommandRequest,
  principal: Principal,
  ports: Ports,
): Promise<CaseView | Refusal> {
  return onClause(await carriedOut(request, command, principal, ports), staffCommands[command.type].clause);
}

async function carriedOut(
  request: Asked,
  command: StaffCommandRequest,
  principal: Principal,
  ports: Ports,
): Promise<CaseView | Refusal> {
  const known = await ports.directory.everybody();
  const found = await find(request, principal, known, ports);
  if (isRefusal(found)) return found;
  const mark = markOf(request.idempotencyKey, { kind: "staff", id: principal.id }, command, ports.digests);
  const repeated = answerAgain(found.document, mark, () => viewOf(found, principal, known, request.now));
  if (repeated) return repeated;
  const opened = unmoved(found, request, principal, known);
  if (isRefusal(opened)) return opened;
  const carryOut = async (resolved: StaffCommand): Promise<CaseView | Refusal> => {
    let current: LoadedInquiry | Refusal | undefined = opened;
    const outcome = await again(ATTEMPTS, async () => {
      current ??= await find(request, principal, known, ports);
      const now = isRefusal(current) ? current : unmoved(current, request, principal, known);
      current = undefined;
      return isRefusal(now) ? now : change(now, resolved, principal, { now: request.now, known, mark }, ports);
    });
    return outcome ?? refuse("busy");
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

/** The case, if this person has to do with it. */
async function find(
  { number, now }: Asked,
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
  return found;
}

const viewOf = (found: LoadedInquiry, principal: Principal, known: Known, now: string): CaseView => {
  const context = contextOf(known, found.inquiry.officeId, now, principal.id);
  return caseView(found.inquiry, found.document, known, now, commandsNow(found.inquiry, context));
};

/** The case, if it is still as they saw it; else how it stands now. */
const unmoved = (
  found: LoadedInquiry,
  { version, now }: Asked,
  principal: Principal,
  known: Known,
): LoadedInquiry | Refusal =>
  movedOnSince(found.document, version) ? { ...refuse("stale"), current: viewOf(found, principal, known, now) } : found;

async function change(
  found: LoadedInquiry,
  command: StaffCommand,
  principal: Principal,
  { now, known, mark }: { readonly now: string; readonly known: Known; readonly mark: RequestMark | undefined },
  ports: Ports,
): Promise<CaseView | Refusal | "stale"> {
  const context = contextOf(known, found.inquiry.officeId, now, principal.id, replyGate(known));
  const decision = decide(found.inquiry, command, context);
  if (isRefusal(decision)) return decision;
  if (isFull(found.document)) return refuse("too-many-entries");
  const request = {
    at: now,
    actor: { kind: "staff", id: principal.id },
    act: command.type,
    ...(mark && { request: mark }),
  } as const;
  const saved = await changeInquiry(found, decision, request, ports.inquiries, ports.digests);
  if (!saved) return "stale";
  await sendNotices("inquiry", saved.inquiry, found.inquiry.outbox, ports.queue);
  return viewOf(saved, principal, known, now);
}

/** Gives the place of a booked appointment back when the command ended it. */
async function freeing(found: LoadedInquiry, result: CaseView | Refusal, ports: Ports): Promise<CaseView | Refusal> {
  const before = found.inquiry.appointment;
  if (before?.state === "booked" && !isRefusal(result) && result.appointment?.state === "cancelled")
    await giveUp(before.slotId, found.number, ports);
  return result;
}
