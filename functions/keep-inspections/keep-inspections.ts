import { again, answerAgain, commit, isFull, markOf, revisionOf } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { historyView, limitView, textIn } from "#shared/cases/views.ts";
import type { InspectionView } from "#shared/contracts/case-views.ts";
import type { InspectionListQuery, InspectionSummary, RecordInspectionRequest } from "#shared/contracts/inspection.ts";
import type { Shown } from "#shared/contracts/shown.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { unitOf } from "#shared/domain/directory.ts";
import { append } from "#shared/domain/history.ts";
import { foldInspection, recordInspection, rectify } from "#shared/domain/inspection/inspection.ts";
import { isRefusal, onClause, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { InspectionStore, LoadedInspection } from "#shared/ports/inspection-store.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

interface Ports {
  readonly inspections: InspectionStore;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

const ATTEMPTS = 6;
const MOST_MONTHS = 12;
const PAGE = 100;

const view = ({ inspection, document }: LoadedInspection, now: string) => {
  const text = textIn(document.texts);
  const { limits, outbox: _, rectified, evidence, ...facts } = inspection;
  return {
    ...facts,
    version: revisionOf(document),
    finding: text(inspection.finding),
    evidence: evidence === null ? null : text(evidence),
    rectified: rectified && { ...rectified, text: text(rectified.text) },
    limits: limits.map((limit) => limitView(limit, now)),
    history: historyView(document),
  } satisfies Shown<InspectionView>;
};

type View = ReturnType<typeof view>;

/** Records what the office found (督查, FIR-9). The same record sent twice is one. */
export async function record(
  visit: RecordInspectionRequest,
  request: { readonly idempotencyKey: string; readonly now: string },
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  if (!can(principal, { on: "inspection", do: "record" })) return refuse("forbidden", "FIR-9");
  const { now } = request;
  const known = await ports.directory.everybody();
  const place = unitOf(known, visit.unitId);
  if (!place) return refuse("unknown-unit", "FIR-9", { unit: visit.unitId });
  const context = contextOf(known, place.office.id, now, principal.id);
  const number = `${visit.inspectedOn}-${ports.digests.digest(`${principal.id} ${request.idempotencyKey}`).slice(0, 10)}`;
  const decision = recordInspection({ ...visit, number, officeId: place.office.id }, context);
  if (isRefusal(decision)) return decision;
  const commanded = { at: now, actor: { kind: "staff", id: principal.id } as const, act: "record" };
  const document = append(undefined, { ...commanded, ...decision }, ports.digests.digest, ports.digests.salt);
  const added = await ports.inspections.add({ number, document });
  if (added === "added") {
    const inspection = foldInspection(document);
    await sendNotices("inspection", inspection, [], ports.queue);
    return view({ number, document, inspection }, now);
  }
  const earlier = await ports.inspections.find(number);
  return earlier ? view(earlier, now) : refuse("idempotency-key-reused", "FIR-9");
}

const seen = async (number: string, principal: Principal, now: string, ports: Ports) => {
  const [found, known] = await Promise.all([ports.inspections.find(number), ports.directory.everybody()]);
  if (!found) return refuse("not-found");
  const { unitId, officeId } = found.inspection;
  const context = contextOf(known, officeId, now, principal.id);
  const about = { on: "inspection", unitId, directory: known, day: context.time.dayOf(now) } as const;
  return can(principal, { ...about, do: "read" }) ? { found, context, about } : refuse("not-found");
};

/** Shows an inspection to the office, the director and whoever is in charge of the unit. */
export async function show(number: string, principal: Principal, now: string, ports: Ports): Promise<View | Refusal> {
  const opened = await seen(number, principal, now, ports);
  return isRefusal(opened) ? opened : view(opened.found, now);
}

/** Records that what was found has been put right. Repeated under its key it is answered and not recorded again. */
export async function putRight(
  request: {
    readonly number: string;
    readonly version: number;
    readonly idempotencyKey?: string | undefined;
    readonly now: string;
  },
  text: string,
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  const { number, version, now } = request;
  const actor = { kind: "staff", id: principal.id } as const;
  const mark = markOf(request.idempotencyKey, actor, text, ports.digests);
  const result = await again(ATTEMPTS, async () => {
    const opened = await seen(number, principal, now, ports);
    if (isRefusal(opened)) return opened;
    const { found, context, about } = opened;
    if (!can(principal, { ...about, do: "rectify" })) return refuse("forbidden", "FIR-9");
    const { inspection: before, ...stored } = found;
    const repeated = answerAgain(stored.document, mark, () => view(found, now));
    if (repeated) return repeated;
    if (revisionOf(stored.document) !== version) return { ...refuse("stale"), current: view(found, now) };
    const decision = rectify(before, text, context);
    if (isRefusal(decision)) return decision;
    if (isFull(stored.document)) return refuse("too-many-entries");
    const commanded = { at: now, actor, act: "rectify", ...(mark && { request: mark }) };
    const saved = await commit(stored, decision, commanded, ports.inspections, ports.digests);
    if (!saved) return "stale";
    const inspection = foldInspection(saved.document);
    await sendNotices("inspection", inspection, before.outbox, ports.queue);
    return view({ ...saved, inspection }, now);
  });
  return onClause(result ?? refuse("busy"), "FIR-9");
}

const monthsBetween = (from: string, to: string): readonly string[] => {
  const [year = 0, month = 1] = from.split("-").map(Number);
  const months = Array.from({ length: MOST_MONTHS }, (_, index) => {
    const at = month - 1 + index;
    return `${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
  return months.filter((each) => each <= to).reverse();
};

/** Lists the inspections of a period of at most twelve months, newest first; heads see those of their units. */
export async function list(
  query: InspectionListQuery,
  principal: Principal,
  now: string,
  { inspections, directory }: Ports,
): Promise<{ readonly items: readonly InspectionSummary[] }> {
  const known = await directory.everybody();
  const day = contextOf(known, principal.officeId, now).time.dayOf(now);
  const to = query.to ?? day.slice(0, 7);
  const items: InspectionSummary[] = [];
  for (const month of monthsBetween(query.from ?? to, to)) {
    let cursor: string | undefined;
    do {
      const page = await inspections.ofMonth(month, PAGE, cursor);
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return {
    items: items.filter(
      ({ unitId }) =>
        (query.unit === undefined || unitId === query.unit) &&
        can(principal, { on: "inspection", do: "read", unitId, directory: known, day }),
    ),
  };
}
