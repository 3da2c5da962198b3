import type { Context } from "../domain/decision.ts";
import { append } from "../domain/history.ts";
import { type Box, foldBox, hangBox } from "../domain/suggestion/box.ts";
import type { BoxStore, LoadedBox } from "../ports/box-store.ts";
import { bySystem } from "./change.ts";
import type { Digests } from "./digests.ts";

/** The box that hangs in an office; where none does, or the last one is full, one is hung, and with it the duty to open it. */
export async function boxOf(
  officeId: string,
  context: Context,
  boxes: Pick<BoxStore, "add" | "find">,
  digests: Digests,
): Promise<LoadedBox> {
  let number = officeId;
  let before: Box | undefined;
  for (let found = await boxes.find(number); found; found = await boxes.find(number)) {
    if (found.box.followedBy === undefined) return found;
    before = found.box;
    number = found.box.followedBy;
  }
  const hanging = { number, officeId, ...(before && { before }) };
  const hung = { ...bySystem(context.now, "hang"), ...hangBox(hanging, context) };
  const document = append(undefined, hung, digests.digest, digests.salt);
  const added = await boxes.add({ number, document });
  const earlier = added === "exists" ? await boxes.find(number) : undefined;
  return earlier ?? { number, document, box: foldBox(document) };
}
