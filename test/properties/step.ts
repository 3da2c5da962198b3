/** One step of a random life: who, what, with which arguments, and how many minutes later. */
export interface Step {
  readonly who: number;
  readonly what: number;
  readonly pick: number;
  readonly wait: number;
}

/** An invariant that does not hold, by its number in the published list. */
export class BrokenInvariant extends Error {
  readonly invariant: number;

  constructor(invariant: number, what: string) {
    super(`Invariant ${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

/** The item a random number points at. */
export const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
