import { auditDeadlines } from "#functions/audit-deadlines/audit-deadlines.ts";
import { deliverNotice } from "#functions/deliver-notice/deliver-notice.ts";
import { commandConduct, listConduct, openConduct, showConduct } from "#functions/keep-conduct/keep-conduct.ts";
import {
  commandSuggestion,
  listSuggestions,
  showSuggestion,
} from "#functions/review-suggestions/review-suggestions.ts";
import { addMessage, trackSuggestion } from "#functions/track-suggestion/track-suggestion.ts";
import { offices, staff } from "#infra/local/demo-directory.ts";
import { hmac } from "#shared/aws/digest.ts";
import { digests } from "#shared/aws/digests.ts";
import { putInBox } from "#shared/cases/put-in-box.ts";
import type { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";
import type { ConductCommand } from "#shared/domain/conduct/commands.ts";
import type { Staff } from "#shared/domain/directory.ts";
import { caseNumber, receiptSecret } from "#shared/domain/receipt.ts";
import { isRefusal, type Refusal } from "#shared/domain/refusal.ts";
import type { SuggestionCommand } from "#shared/domain/suggestion/commands.ts";
import type { Known } from "#shared/ports/directory-reader.ts";
import type { Inbox, InboxNotice } from "#shared/ports/inbox.ts";
import type { NoticeQueue, NoticeReference } from "#shared/ports/notice-queue.ts";
import type { Receipts } from "#shared/ports/receipts.ts";
import {
  inMemoryBoxes,
  inMemoryConduct,
  inMemoryInquiries,
  inMemoryInspections,
  inMemoryRounds,
  inMemorySuggestions,
} from "./in-memory-stores.ts";

const KEY = "the server's key of this test";

const receipts: Receipts = {
  issue: async (kind, key) => ({
    number: caseNumber(kind, hmac(KEY, `${kind} number ${key}`)),
    secret: receiptSecret(hmac(KEY, `${kind} secret ${key}`)),
  }),
  phoneKey: async (phone) => hmac(KEY, `phone ${phone}`).toString("base64url"),
  seal: async (submission) => hmac(KEY, `submission ${submission}`).toString("base64url"),
};

/** What a case must be, or the test has gone wrong before its point. */
export function granted<T>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`Refused: ${result.code}`);
  return result;
}

/** The centre with its demo staff and everything in memory: what the functions do, without HTTP and AWS. */
export function centre(known: Partial<Known> = {}) {
  const directory: Known = { offices, staff, roster: [], outsideBodies: [], calendarYears: {}, ...known };
  const delivered = new Map<string, InboxNotice>();
  const queued: NoticeReference[] = [];
  const inbox: Pick<Inbox, "deliver"> = {
    deliver: async (notice) => {
      const key = `${notice.recipientId} ${notice.key}`;
      if (!delivered.has(key)) delivered.set(key, notice);
    },
  };
  const queue: NoticeQueue = { send: async (_, references) => void queued.push(...references) };
  const ports = {
    inquiries: inMemoryInquiries(),
    suggestions: inMemorySuggestions(),
    boxes: inMemoryBoxes(),
    conduct: inMemoryConduct(),
    inspections: inMemoryInspections(),
    rounds: inMemoryRounds(),
    directory: { everybody: async () => directory, withRoster: async () => directory },
    receipts,
    queue,
    inbox,
    digests,
  };
  const person = (id: string): Staff => {
    const found = directory.staff.find((each) => each.id === id);
    if (!found) throw new Error(`There is no ${id}`);
    return found;
  };
  let keys = 0;
  const freshKey = (): string => {
    keys += 1;
    return `a key nobody else uses ${keys}`;
  };

  const deliverAll = async (now: string): Promise<void> => {
    for (let next = queued.shift(); next; next = queued.shift()) await deliverNotice(next, now, ports);
  };
  const show = (by: string, number: string, now: string) => showSuggestion(number, person(by), now, ports);

  return {
    ports,
    person,
    deliverAll,
    inboxOf: (id: string) => [...delivered.values()].filter((notice) => notice.recipientId === id),
    putIn: async (fields: Partial<SubmitSuggestionRequest>, now: string, key = freshKey()) =>
      granted(
        await putInBox(
          { category: "suggestion", content: "叫号屏字太小。", ...fields },
          { idempotencyKey: key, now },
          ports,
        ),
      ),
    track: (receipt: { readonly number: string; readonly secret: string }) => trackSuggestion(receipt, ports),
    say: (receipt: { readonly number: string; readonly secret: string }, text: string, now: string) =>
      addMessage(receipt, text, now, ports),
    list: (by: string, now: string, query = {}) => listSuggestions(query, person(by), now, ports),
    show,
    /** Gives a command on the version the person sees now. */
    command: async (by: string, number: string, command: SuggestionCommand, now: string) => {
      const seen = await show(by, number, now);
      if (isRefusal(seen)) return seen;
      return commandSuggestion({ number, version: seen.version, now }, command, person(by), ports);
    },
    suspect: async (by: string, staffId: string, now: string, category = "cold-reception") => {
      const request = { idempotencyKey: freshKey(), now };
      return granted(await openConduct({ staffId, category, facts: "事实" }, request, person(by), ports)).id;
    },
    register: (by: string, now: string) => listConduct({}, person(by), now, ports),
    conductOf: (by: string, id: string, now: string) => showConduct(id, person(by), now, ports),
    decideOn: async (by: string, id: string, command: ConductCommand, now: string) => {
      const seen = await showConduct(id, person(by), now, ports);
      if (isRefusal(seen)) return seen;
      return commandConduct({ id, version: seen.version, now }, command, person(by), ports);
    },
    /** One minute's sweep, and the delivery of what it sends. */
    sweep: async (now: string) => {
      const audited = await auditDeadlines(now, () => true, ports);
      await deliverAll(now);
      return audited;
    },
  };
}
