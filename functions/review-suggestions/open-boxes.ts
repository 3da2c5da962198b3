import { boxOf } from "#shared/cases/boxes.ts";
import { again, commit, isFull, type Request } from "#shared/cases/change.ts";
import { contextOf } from "#shared/cases/context.ts";
import type { Digests } from "#shared/cases/digests.ts";
import { sendNotices } from "#shared/cases/send-notices.ts";
import { limitView, textIn } from "#shared/cases/views.ts";
import type { WallBoxView } from "#shared/contracts/case-views.ts";
import type { Shown } from "#shared/contracts/shown.ts";
import type { OpenBoxRequest } from "#shared/contracts/suggestion.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import { foldBox, openBox } from "#shared/domain/suggestion/box.ts";
import type { BoxStore, LoadedBox } from "#shared/ports/box-store.ts";
import type { DirectoryReader } from "#shared/ports/directory-reader.ts";
import type { NoticeQueue } from "#shared/ports/notice-queue.ts";

interface Ports {
  readonly boxes: Pick<BoxStore, "add" | "find" | "save">;
  readonly directory: Pick<DirectoryReader, "everybody">;
  readonly queue: NoticeQueue;
  readonly digests: Digests;
}

const ATTEMPTS = 10;

const view = ({ box, document }: LoadedBox, now: string) => {
  const text = textIn(document.texts);
  return {
    office: box.officeId,
    openings: box.openings.map(({ at, by, found, note }) => ({ at, by, found, note: note && text(note) })),
    limits: box.limits.filter(({ state }) => state === "running").map((limit) => limitView(limit, now)),
  } satisfies Shown<WallBoxView>;
};

type View = ReturnType<typeof view>;

/** Shows the boxes of all offices, when each was opened and by when it has to be opened next (FIR-8). */
export async function listBoxes(
  principal: Principal,
  now: string,
  { boxes, directory, digests }: Ports,
): Promise<{ readonly items: readonly View[] } | Refusal> {
  if (!can(principal, { on: "suggestions", do: "open-box" })) return refuse("forbidden", "FIR-8");
  const known = await directory.everybody();
  const found = await Promise.all(
    known.offices.map((office) => boxOf(office.id, contextOf(known, office.id, now), boxes, digests)),
  );
  return { items: found.map((each) => view(each, now)) };
}

/** Records that the box of an office was opened and how much lay in it. Where others are first again and again, its sender is told to try again. */
export async function recordOpening(
  { office, found, note }: OpenBoxRequest,
  { idempotencyKey, now }: { readonly idempotencyKey: string; readonly now: string },
  principal: Principal,
  ports: Ports,
): Promise<View | Refusal> {
  if (!can(principal, { on: "suggestions", do: "open-box" })) return refuse("forbidden", "FIR-8");
  const known = await ports.directory.everybody();
  if (!known.offices.some(({ id }) => id === office)) return refuse("unknown-office", "FIR-8", { office });
  const context = contextOf(known, office, now, principal.id);
  const key = ports.digests.digest(`${principal.id} ${idempotencyKey}`);
  const request: Request = { at: now, actor: { kind: "staff", id: principal.id }, act: "open-box" };
  const opening = { found, key, ...(note !== undefined && { note }) };
  const recorded = await again(ATTEMPTS, async () => {
    const { box, ...stored } = await boxOf(office, context, ports.boxes, ports.digests);
    const decision = openBox(box, { ...opening, isLast: isFull(stored.document) }, context);
    if (!decision) return "recorded" as const;
    const saved = await commit(stored, decision, request, ports.boxes, ports.digests);
    if (!saved) return "stale";
    await sendNotices("box", { number: box.number, outbox: foldBox(saved.document).outbox }, box.outbox, ports.queue);
    return "recorded" as const;
  });
  if (!recorded) return refuse("busy", "FIR-8");
  return view(await boxOf(office, context, ports.boxes, ports.digests), now);
}
