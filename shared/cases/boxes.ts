import type { Context } from "../domain/decision.ts";
import { append } from "../domain/history.ts";
import { foldBox, hangBox } from "../domain/suggestion/box.ts";
import type { BoxStore, LoadedBox } from "../ports/box-store.ts";
import { bySystem } from "./change.ts";
import type { Digests } from "./digests.ts";

/** The box of an office; an office that has none gets one, and with it the duty to open it. */
export async function boxOf(
  officeId: string,
  context: Context,
  boxes: Pick<BoxStore, "add" | "find">,
  digests: Digests,
): Promise<LoadedBox> {
  const found = await boxes.find(officeId);
  if (found) return found;
  const hung = { ...bySystem(context.now, "hang"), ...hangBox(officeId, context) };
  const document = append(undefined, hung, digests.digest, digests.salt);
  const added = await boxes.add({ number: officeId, document });
  const earlier = added === "exists" ? await boxes.find(officeId) : undefined;
  return earlier ?? { number: officeId, document, box: foldBox(document) };
}
