import { applyClock, type ClockEvent, type Clocked, limitOf } from "../case-clock.ts";
import { type Context, type Decision, draft, end, type TextId } from "../decision.ts";
import type { CaseDocument } from "../history.ts";
import { keeperOf } from "../impartial.ts";
import { breachesFirst, climbLadders, usualLadders } from "../ladder.ts";

/** One opening of the box on the wall: who, when, how much was in it. `key` names the request that recorded it. */
export interface Opening {
  readonly at: string;
  readonly by: string;
  readonly found: number;
  readonly note: TextId | null;
  readonly key: string;
}

/** The box on the wall of an office, which has to be opened again and again (FIR-8): its limit never stops running. */
export interface Box extends Clocked {
  readonly number: string;
  readonly officeId: string;
  readonly version: number;
  readonly openings: readonly Opening[];
  /** The number of the box that hangs in its place since its history is full. */
  readonly followedBy?: string;
}

/** What can have happened to a box. */
export type BoxEvent =
  /** `openings` are the last ones of the box before it, without their notes, which are kept there. */
  | {
      readonly type: "BoxHung";
      readonly number: string;
      readonly officeId?: string;
      readonly openings?: readonly Opening[];
    }
  | { readonly type: "BoxOpened"; readonly opening: Omit<Opening, "at"> }
  | { readonly type: "BoxTakenDown"; readonly followedBy: string }
  | ClockEvent;

/** What is stored of a box. */
export type BoxDocument = CaseDocument<BoxEvent>;

/** Of the openings the last ones are kept in sight; the history has them all. */
const IN_SIGHT = 20;

function apply(box: Box | undefined, event: BoxEvent, at: string): Box {
  if (event.type === "BoxHung") {
    const { number, officeId = number, openings = [] } = event;
    return { number, officeId, version: 0, openings, limits: [], outbox: [] };
  }
  if (!box) throw new Error(`A history begins with BoxHung, not ${event.type}`);
  switch (event.type) {
    case "BoxOpened":
      return { ...box, openings: [...box.openings, { ...event.opening, at }].slice(-IN_SIGHT) };
    case "BoxTakenDown":
      return { ...box, followedBy: event.followedBy };
    default:
      return applyClock(box, event, at);
  }
}

/** Folds a stored box into its present state. */
export function foldBox(document: BoxDocument): Box {
  let box: Box | undefined;
  for (const entry of document.history) for (const event of entry.events) box = apply(box, event, entry.at);
  if (!box) throw new Error("A box has at least one entry");
  return { ...box, version: document.history.length };
}

const keeperId = (context: Context, day: string): string => keeperOf(context.directory, new Set(), day)?.id ?? "office";

/** Every office has a box; from the moment it hangs the office owes its opening. One that follows a full one begins with its last openings. */
export function hangBox(
  { number, officeId, before }: { readonly number: string; readonly officeId: string; readonly before?: Box },
  context: Context,
): Decision<BoxEvent> {
  const d = draft<BoxEvent>({ version: 0 }, context, "FIR-8");
  const openings = before?.openings.map((opening) => ({ ...opening, note: null }));
  d.events.push({ type: "BoxHung", number, officeId, ...(openings && { openings }) });
  d.begin("open-box", keeperId(context, d.today));
  return d.done("FIR-9");
}

/** `isLast`: the history has no room for more, and another box has to follow. */
type Found = { readonly found: number; readonly note?: string; readonly key: string; readonly isLast: boolean };

/** The box was opened: the next opening is owed from now on. Recorded once however often the same request comes. */
export const openBox = (box: Box, opening: Found, context: Context): Decision<BoxEvent> | undefined =>
  box.openings.some(({ key }) => key === opening.key)
    ? undefined
    : breachesFirst(box, context, usualLadders(context), (hanging) => opened(hanging, opening, context));

function opened(box: Box, { note, isLast, ...opening }: Found, context: Context): Decision<BoxEvent> {
  const d = draft<BoxEvent>(box, context, "FIR-8");
  const kept = note === undefined ? null : d.keep("note", note);
  d.events.push({ type: "BoxOpened", opening: { ...opening, by: context.actorId ?? "", note: kept } });
  end(d, box, ["open-box"]);
  if (isLast) d.events.push({ type: "BoxTakenDown", followedBy: following(box) });
  else d.begin("open-box", limitOf(box, "open-box")?.ownerId ?? keeperId(context, d.today));
  return d.done("FIR-9");
}

const following = ({ number, officeId }: Box): string => `${officeId}@${Number(number.split("@")[1] ?? 1) + 1}`;

/** What time has done to a box by now. */
export function auditBox(box: Box, context: Context): Decision<BoxEvent> {
  const d = draft<BoxEvent>(box, context, "SC-5");
  climbLadders(d, box, context, usualLadders(context));
  return d.done("FIR-9");
}
