import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import type { Challenge, DeriveKeyFunction } from "altcha-lib/types";

/** What the page hands over: the challenge, and the most work it can take. */
export interface ProofTask {
  readonly challenge: Challenge;
  readonly most: number;
}

/** What the worker says on the way, and at last. */
export type ProofNews = { readonly part: number } | { readonly proof: string } | { readonly failed: true };

const say = (news: ProofNews): void => postMessage(news);

/** Searches the counter off the main thread and tells how far it has come. */
addEventListener("message", async ({ data: { challenge, most } }: MessageEvent<ProofTask>) => {
  let tried = 0;
  const counted: DeriveKeyFunction = (parameters, salt, password) => {
    tried += 1;
    if (tried % 10 === 0) say({ part: Math.min(tried / most, 1) });
    return deriveKey(parameters, salt, password);
  };
  try {
    const solution = await solveChallenge({ challenge, deriveKey: counted, timeout: 180_000 });
    say(solution ? { proof: btoa(JSON.stringify({ challenge, solution })) } : { failed: true });
  } catch {
    say({ failed: true });
  }
});
