import type { Directory } from "../domain/directory.ts";
import type { Period } from "../domain/figures/periods.ts";
import type { BoxMonth } from "./figures-store.ts";

/** The suggestion box as far as it is counted: no text, no person, of those concerned only their units. */
export interface BoxCount {
  receivedIn(period: Period, directory: Directory): Promise<BoxMonth["entries"]>;
}
