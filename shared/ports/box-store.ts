import type { Box, BoxDocument } from "../domain/suggestion/box.ts";
import type { CaseStore } from "./case-store.ts";

/** A box as it is stored: the first of an office under the id of that, those after it as `<office>@2` and so on. */
export interface StoredBox {
  readonly number: string;
  readonly document: BoxDocument;
}

/** A box with its present state. */
export interface LoadedBox extends StoredBox {
  readonly box: Box;
}

/** The boxes on the walls of the offices. */
export type BoxStore = CaseStore<StoredBox, LoadedBox>;
