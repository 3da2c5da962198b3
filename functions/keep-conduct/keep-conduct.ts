import { again, answerAgain, commit, isFull, markOf } from "#shared/cases/change.ts";
import { conductView, rowFor, sightOf } from "#shared/cases/conduct-views.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { openSuspected } from "#shared/cases/open-suspected.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import type { ConductListQuery } from "#shared/contracts/conduct.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { type ConductCommand, conductCommands } from "#shared/domain/conduct/commands.ts";
import { personOf } from "#shared/domain/conduct/conduct.ts";
import { decide, openCommands } from "#shared/domain/conduct/decide.ts";
import { foldConduct } from "#shared/domain/conduct/history.ts";
import { staffOf } from "#shared/domain/directory.ts";
import { isRefusal, onClause, type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { Page } from "#shared/ports/case-store.ts";
import type { ConductStore } from "#shared/ports/conduct-store.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

interface Ports {
  readonly conduct: ConductStore;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

type View = ReturnType<typeof conductView>;

const USUAL_LIMIT = 25;
const ATTEMPTS = 6;

/** Lists the register, newest first: all of it for the office and the director, of others what has been put to them or to their people. */
export async function listConduct(
  query: ConductListQuery,
  principal: Principal,
  now: string,
  { conduct, directory }: Pick<Ports, "conduct" | "directory">,
): Promise<Page<NonNullable<ReturnType<typeof rowFor>>>> {
  const [rows, known] = await Promise.all([conduct.rows(), directory.everybody()]);
  const day = contextOf(known, principal.officeId, now).time.dayOf(now);
  const keyOf = (row: { readonly id: string; readonly openedAt: string | null; readonly putAt: string | null }) =>
    `${row.openedAt ?? row.putAt ?? ""} ${row.id}`;
  const visible = rows
    .flatMap((row) => rowFor(row, principal, known, day) ?? [])
    .filter(
      (row) =>
        (query.staff === undefined || row.staffId === query.staff) &&
        (query.unit === undefined || row.unitId === query.unit) &&
        (query.stage === undefined || row.stage === query.stage),
    )
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
    .filter((row) => query.cursor === undefined || keyOf(row) < query.cursor);
  const limit = query.limit ?? USUAL_LIMIT;
  const items = visible.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(visible.length > limit && last && { cursor: keyOf(last) }) };
}

const load = async (
  id: string,
  principal: Principal,
  now: string,
  { conduct, directory }: Pick<Ports, "conduct" | "directory">,
) => {
  const staffId = personOf(id);
  const [found, known] = await Promise.all([staffId === "" ? undefined : conduct.find(staffId), directory.everybody()]);
  const one = found?.record.cases.find((each) => each.id === id);
  if (!found || !one) return refuse("not-found");
  const person = staffOf(known, found.staffId);
  const context = contextOf(known, person?.officeId ?? principal.officeId, now, principal.id);
  const sight = sightOf(found.staffId, one, principal, known, context.time.dayOf(now));
  if (sight === "nothing") return refuse("not-found");
  return { found, one, context, sight };
};

type Loaded = Exclude<Awaited<ReturnType<typeof load>>, Refusal>;

const viewOf = ({ found, one, context, sight }: Loaded, now: string): View =>
  conductView(found.record, one, found.document, sight, now, openCommands(found.record, one, context));

/** Shows a case of the register; what has not been put to a person does not exist for them. */
export async function showConduct(
  id: string,
  principal: Principal,
  now: string,
  ports: Pick<Ports, "conduct" | "directory">,
): Promise<View | Refusal> {
  const loaded = await load(id, principal, now, ports);
  return isRefusal(loaded) ? loaded : viewOf(loaded, now);
}

/** The office opens a suspected breach by hand. The same request repeated opens nothing twice. */
export async function openConduct(
  { staffId, category, facts }: { readonly staffId: string; readonly category: string; readonly facts: string },
  request: { readonly idempotencyKey: string; readonly now: string },
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  if (!can(principal, { on: "register", do: "open-case", staffId })) return refuse("forbidden", "FIR-10");
  const known = await ports.directory.everybody();
  const person = staffOf(known, staffId);
  if (!person) return refuse("unknown-staff", "FIR-10", { staffId });
  const context = contextOf(known, person.officeId, request.now, principal.id);
  if (!context.rules.conduct.categories.some(({ code, usedIn }) => code === category && usedIn.includes("breach")))
    return refuse("unknown-breach", "FIR-10", { category });
  const opened = await openSuspected(
    {
      staffId,
      unitId: person.unitId,
      category,
      source: { kind: "office" },
      facts,
      key: `office ${principal.id} ${ports.digests.digest(request.idempotencyKey)}`,
    },
    context,
    { at: request.now, actor: { kind: "staff", id: principal.id }, act: "suspect" },
    ports,
  );
  return opened === "full"
    ? refuse("too-many-entries", "FIR-10")
    : showConduct(opened.id, principal, request.now, ports);
}

/**
 * Carries out a command on the version of the case its sender saw. The person's record is stored with one conditional write and, when
 * another case of the same person was changed meanwhile, decided anew on what that left: rungs are never counted past each other.
 * Repeated under its key it is answered and not carried out again.
 */
export async function commandConduct(
  request: {
    readonly id: string;
    readonly version: number;
    readonly idempotencyKey?: string | undefined;
    readonly now: string;
  },
  command: ConductCommand,
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  const { id, version, now } = request;
  const actor = { kind: "staff", id: principal.id } as const;
  const mark = markOf(request.idempotencyKey, actor, [id, command], ports.digests);
  const done = await again(ATTEMPTS, async () => {
    const loaded = await load(id, principal, now, ports);
    if (isRefusal(loaded)) return loaded;
    const { found, one, context } = loaded;
    const repeated = answerAgain(found.document, mark, () => "done" as const);
    if (repeated) return repeated;
    if (one.version !== version) return { ...refuse("stale"), current: viewOf(loaded, now) };
    const decision = decide(found.record, one, command, context);
    if (isRefusal(decision)) return decision;
    if (isFull(found.document)) return refuse("too-many-entries", "FIR-10");
    const commanded = { at: now, actor, act: command.type, ...(mark && { request: mark }) };
    const { record, ...stored } = found;
    const saved = await commit(stored, decision, commanded, ports.conduct, ports.digests);
    if (!saved) return "stale";
    const { outbox } = foldConduct(saved.document);
    await sendNotices("conduct", { number: found.staffId, outbox }, record.outbox, ports.queue);
    return "done" as const;
  });
  const result = done === "done" ? await showConduct(id, principal, now, ports) : done;
  return onClause(result ?? refuse("busy"), conductCommands[command.type].clause);
}
