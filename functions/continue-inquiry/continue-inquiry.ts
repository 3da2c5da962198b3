import { isFull } from "#shared/cases/change.ts";
import { changeInquiry } from "#shared/cases/change-inquiry.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { openCase } from "#shared/cases/open-case.ts";
import { trackingView } from "#shared/cases/views.ts";
import type { TrackingView } from "#shared/contracts/inquiry.ts";
import type { CitizenCommand } from "#shared/domain/inquiry/commands.ts";
import { decideForCitizen } from "#shared/domain/inquiry/decide.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";

const ATTEMPTS = 4;

/** Carries out what a citizen asks of their case; when staff act at the same moment it is decided anew on what they did. */
export async function continueInquiry(
  { number, secret, now }: { readonly number: string; readonly secret: string; readonly now: string },
  command: CitizenCommand,
  ports: {
    readonly inquiries: Pick<InquiryStore, "find" | "save">;
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly digests: Digests;
  },
): Promise<TrackingView | Refusal> {
  const known = await ports.directory.everybody();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await openCase(number, secret, ports.inquiries, ports.digests);
    if (isRefusal(found)) return found;
    const decision = decideForCitizen(found.inquiry, command, contextOf(known, found.inquiry.officeId, now));
    if (isRefusal(decision)) return decision;
    if (isFull(found.document)) return refuse("too-many-entries");
    const request = { at: now, actor: { kind: "citizen" } as const, act: command.type };
    const saved = await changeInquiry(found, decision, request, ports.inquiries, ports.digests);
    if (saved) return trackingView(saved.inquiry, saved.document.texts, known, now);
  }
  return refuse("busy");
}
