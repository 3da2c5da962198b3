import { bySystem } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { openSuspected } from "#shared/cases/open-suspected.ts";
import { breachOfLimit, type Suspect } from "#shared/domain/conduct/suspect.ts";
import { staffOf } from "#shared/domain/directory.ts";
import type { InquiryEvent } from "#shared/domain/inquiry/events.ts";
import { fold, type InquiryDocument } from "#shared/domain/inquiry/history.ts";
import type { Inquiry } from "#shared/domain/inquiry/inquiry.ts";
import type { Notice } from "#shared/domain/notices.ts";
import type { ConductStore } from "#shared/ports/conduct-store.ts";
import type { Known } from "#shared/ports/directory-reader.ts";
import { limits } from "#shared/rules/rule-pack.ts";

const nameOf = (kind: string): string => limits.find(({ code }) => code === kind)?.name.zh ?? kind;

type Suspected = Omit<Suspect, "token" | "unitId">;

/** The breach of a limit: of whoever owned it at that moment, which may be somebody else by now, or by the end of the same entry. */
function breached({ number }: Inquiry, document: InquiryDocument, notice: Notice): Suspected | undefined {
  const isBreach = (event: InquiryEvent) =>
    event.type === "StepRaised" && event.limitId === notice.limitId && event.level === 1;
  const entry = document.history.find(({ events }) => events.some(isBreach));
  if (!entry || notice.limitId === undefined) return undefined;
  const upToIt = { ...entry, events: entry.events.slice(0, entry.events.findIndex(isBreach)) };
  const then = fold({ ...document, history: [...document.history.slice(0, entry.seq - 1), upToIt] });
  const limit = then.limits.find((each) => each.id === notice.limitId);
  const category = limit && breachOfLimit[limit.kind];
  if (!limit || !category) return undefined;
  return {
    staffId: limit.ownerId,
    category,
    source: { kind: "limit", number, limitId: limit.id, limitKind: limit.kind },
    facts: `${number}的“${nameOf(limit.kind)}”应于${limit.dueOn}前完成，届时尚未完成。`,
    key: `limit ${number} ${limit.id}`,
  };
}

/** A second one-time notice: of whoever gave it. */
function notifiedTwice({ number }: Inquiry, document: InquiryDocument, notice: Notice): Suspected | undefined {
  const entry = document.history.find(({ events }) =>
    events.some((event) => event.type === "NoticeQueued" && event.notice.id === notice.id),
  );
  const given = entry?.events.find((event) => event.type === "MaterialsNotified")?.notice;
  if (!given) return undefined;
  return {
    staffId: given.by,
    category: "second-notice",
    source: { kind: "second-notice", number, noticeNo: given.noticeNo },
    facts: `${number}第二次发出一次性告知书（${given.noticeNo}）。`,
    key: `second-notice ${given.noticeNo}`,
  };
}

/**
 * What the delivery of a notice about an inquiry gives the office to look into: the breach of a limit with its first escalation, and
 * a second one-time notice. The inquiry knows nothing of it, and the same source is opened once however often it is delivered.
 */
export async function suspectAfter(
  inquiry: Inquiry,
  document: InquiryDocument,
  notice: Notice,
  known: Known,
  now: string,
  ports: { readonly conduct: Pick<ConductStore, "add" | "find" | "save">; readonly digests: Digests },
): Promise<void> {
  const found =
    notice.kind === "second-notice"
      ? notifiedTwice(inquiry, document, notice)
      : notice.level === 1
        ? breached(inquiry, document, notice)
        : undefined;
  const person = found && staffOf(known, found.staffId);
  if (!found || !person) return;
  await openSuspected(
    { ...found, unitId: person.unitId },
    contextOf(known, person.officeId, now),
    bySystem(now, "suspect"),
    ports,
  );
}
