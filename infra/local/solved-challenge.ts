import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { Challenge } from "altcha-lib/types";

/** The proof of work a public form wants, done as a browser does it; undefined where none is wanted. */
export async function solvedChallenge(url: string, form: "inquiry" | "suggestion"): Promise<string | undefined> {
  const answer = await fetch(`${url}/api/challenges`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ form }),
  });
  if (answer.status !== 201) return undefined;
  const challenge = (await answer.json()) as Challenge;
  const solution = await solveChallenge({ challenge, deriveKey });
  return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
}
