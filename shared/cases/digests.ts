import type { Digest } from "../domain/history.ts";

/** Hashing and salt, handed in: the cases know no platform. */
export interface Digests {
  readonly digest: Digest;
  readonly salt: () => string;
  readonly same: (a: string, b: string) => boolean;
}
