import type { Digests } from "../cases/digests.ts";
import { salt, sameDigest, sha256 } from "./digest.ts";

/** SHA-256 and 96-bit salts of Node's own cryptography. */
export const digests: Digests = { digest: sha256, salt, same: sameDigest };
