import { commit } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { actingFor, isPresent } from "#shared/domain/directory.ts";
import { audit, relieve } from "#shared/domain/inquiry/audit.ts";
import type { Decision } from "#shared/domain/inquiry/decision.ts";
import type { DirectoryReader, Known } from "#shared/ports/directory-reader.ts";
import type { InquiryStore } from "#shared/ports/inquiry-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

export interface Audited {
  readonly looked: number;
  readonly changed: number;
  readonly handedOver: number;
  readonly failed: number;
  /** True when time ran out before the end: the next run goes on. */
  readonly unfinished: boolean;
}

interface Ports {
  readonly inquiries: Pick<InquiryStore, "find" | "save" | "dueBefore" | "list">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

const AT_ONCE = 8;
const ATTEMPTS = 3;

/** Looks at one case and records what time has done to it; a case that somebody changes meanwhile is looked at again. */
async function look(
  number: string,
  decideOn: (found: NonNullable<Awaited<ReturnType<InquiryStore["find"]>>>) => Decision | undefined,
  now: string,
  ports: Ports,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await ports.inquiries.find(number);
    const decision = found && decideOn(found);
    if (!found || !decision || decision.events.length === 0) return false;
    const request = { at: now, actor: { kind: "system" } as const, act: "audit" };
    const saved = await commit(found, decision, request, ports.inquiries, ports.digests);
    if (!saved) continue;
    await sendNotices(saved.inquiry, decision.events, ports.queue);
    return true;
  }
  return false;
}

/**
 * One sweep: every case the due index names by now is looked at once; reminders, breaches and escalations are recorded in the case
 * and then sent. Running twice, late or half changes nothing that was decided (invariant 3). One case that can't be handled does
 * not keep the others waiting.
 */
export async function auditDeadlines(now: string, hasTime: () => boolean, ports: Ports): Promise<Audited> {
  const known = await ports.directory.everybody();
  let [looked, changed, failed] = [0, 0, 0];
  const handedOver = await relieveAbsent(known, now, ports);
  let cursor: string | undefined;
  do {
    const page = await ports.inquiries.dueBefore(now, cursor);
    for (let at = 0; at < page.items.length && hasTime(); at += AT_ONCE) {
      const results = await Promise.allSettled(
        page.items
          .slice(at, at + AT_ONCE)
          .map((number) =>
            look(number, ({ inquiry }) => audit(inquiry, contextOf(known, inquiry.officeId, now)), now, ports),
          ),
      );
      for (const result of results) {
        looked += 1;
        if (result.status === "rejected") failed += 1;
        else if (result.value) changed += 1;
      }
    }
    cursor = page.cursor;
  } while (cursor !== undefined && hasTime());
  return { looked, changed, handedOver, failed, unfinished: cursor !== undefined };
}

/** A limit never waits for somebody on leave or gone: their open cases go to whoever acts for them (AB 岗). */
async function relieveAbsent(known: Known, now: string, ports: Ports): Promise<number> {
  let handedOver = 0;
  for (const person of known.staff) {
    const { time } = contextOf(known, person.officeId, now);
    const day = time.dayOf(now);
    if (isPresent(person, day) || actingFor(known, person.id, day)?.id === person.id) continue;
    const { items } = await ports.inquiries.list({ by: "caseworker", id: person.id }, 100);
    for (const { number } of items) {
      const relieved = await look(
        number,
        ({ inquiry }) => relieve(inquiry, contextOf(known, inquiry.officeId, now)),
        now,
        ports,
      );
      if (relieved) handedOver += 1;
    }
  }
  return handedOver;
}
