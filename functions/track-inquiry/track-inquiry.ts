import type { Digests } from "#shared/cases/digests.ts";
import { openCase } from "#shared/cases/open-case.ts";
import { trackingView } from "#shared/cases/views.ts";
import type { TrackingView } from "#shared/contracts/inquiry.ts";
import { isRefusal, type Refusal } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";

/** Shows a citizen their case; an unknown number and a wrong secret get the same answer. */
export async function trackInquiry(
  number: string,
  secret: string,
  now: string,
  ports: {
    readonly inquiries: Pick<InquiryStore, "find">;
    readonly directory: Pick<DirectoryReader, "everybody">;
    readonly digests: Digests;
  },
): Promise<TrackingView | Refusal> {
  const [found, known] = await Promise.all([
    openCase(number, secret, ports.inquiries, ports.digests),
    ports.directory.everybody(),
  ]);
  return isRefusal(found) ? found : trackingView(found, known, now);
}
