import { again, answerAgain, isFull, markOf } from "#shared/cases/change.ts";
import { changeInquiry } from "#shared/cases/change-inquiry.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { openCase } from "#shared/cases/open-case.ts";
import { giveUp, withSlot } from "#shared/cases/slots.ts";
import { trackingView } from "#shared/cases/views.ts";
import type { TrackingView } from "#shared/contracts/inquiry.ts";
import type { CitizenCommand } from "#shared/domain/inquiry/commands.ts";
import { decideForCitizen } from "#shared/domain/inquiry/decide.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { SlotStore } from "#shared/ports/slot-store.ts";

const ATTEMPTS = 4;

interface Own {
  readonly number: string;
  readonly secret: string;
  readonly idempotencyKey?: string | undefined;
  readonly now: string;
}

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly digests: Digests;
}

const citizen = { kind: "citizen" } as const;

const markFor = ({ idempotencyKey }: Own, asked: unknown, { digests }: Ports) =>
  markOf(idempotencyKey, citizen, asked, digests);

/**
 * Carries out what a citizen asks of their case; when staff act at the same moment it is decided anew on what they did. Repeated under
 * its key it is answered and not carried out again.
 */
export async function continueInquiry(
  own: Own,
  command: CitizenCommand,
  ports: Ports,
  mark = markFor(own, command, ports),
): Promise<TrackingView | Refusal> {
  const known = await ports.directory.everybody();
  const { now } = own;
  const outcome = await again(ATTEMPTS, async () => {
    const found = await openCase(own.number, own.secret, ports.inquiries, ports.digests);
    if (isRefusal(found)) return found;
    const repeated = answerAgain(found.document, mark, () => trackingView(found, known, now));
    if (repeated) return repeated;
    const decision = decideForCitizen(found.inquiry, command, contextOf(known, found.inquiry.officeId, now));
    if (isRefusal(decision)) return decision;
    if (isFull(found.document)) return refuse("too-many-entries");
    const request = { at: now, actor: citizen, act: command.type, ...(mark && { request: mark }) };
    const saved = await changeInquiry(found, decision, request, ports.inquiries, ports.digests);
    return saved ? trackingView(saved, known, now) : "stale";
  });
  return outcome ?? refuse("busy");
}

/** Books, moves or cancels the appointment of one's own case (FIR-5.1). */
export async function changeAppointment(
  own: Own,
  wanted: { readonly slotId: string } | { readonly cancel: true },
  ports: Ports & { readonly slots: Pick<SlotStore, "find" | "save"> },
): Promise<TrackingView | Refusal> {
  const found = await openCase(own.number, own.secret, ports.inquiries, ports.digests);
  if (isRefusal(found)) return found;
  const { inquiry } = found;
  const mark = markFor(own, wanted, ports);
  const known = await ports.directory.everybody();
  const repeated = answerAgain(found.document, mark, () => trackingView(found, known, own.now));
  if (repeated) return repeated;
  if ("slotId" in wanted)
    return withSlot(wanted.slotId, inquiry, own.now, ports, (slot) =>
      continueInquiry(own, { type: "bookAppointment", slot }, ports, mark),
    );
  const result = await continueInquiry(own, { type: "cancelAppointment" }, ports, mark);
  if (!isRefusal(result) && inquiry.appointment) await giveUp(inquiry.appointment.slotId, inquiry.number, ports);
  return result;
}
