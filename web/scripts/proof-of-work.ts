import type { Challenge } from "altcha-lib/types";
import { call } from "./api.ts";
import type { ProofNews, ProofTask } from "./proof-worker.ts";
import workerUrl from "./proof-worker.ts?worker&url";

/** The one script that may be started from a name: our own worker. Where the browser knows trusted types, the policy allows no other. */
const trusted = (url: string): string => {
  const types = (globalThis as { trustedTypes?: { createPolicy: (name: string, rules: object) => PolicyOfOne } })
    .trustedTypes;
  return types ? types.createPolicy("proof-worker", { createScriptURL: () => url }).createScriptURL(url) : url;
};

type PolicyOfOne = { readonly createScriptURL: (url: string) => string };

let address: string | undefined;

const solved = (task: ProofTask, tell: (part: number) => void): Promise<string | undefined> =>
  new Promise((resolve) => {
    address ??= trusted(workerUrl);
    // A classic one: browsers that don't start modules as workers still start this.
    const worker = new Worker(address);
    const end = (proof: string | undefined) => {
      worker.terminate();
      resolve(proof);
    };
    worker.onmessage = ({ data }: MessageEvent<ProofNews>) => {
      if ("part" in data) tell(data.part);
      else end("proof" in data ? data.proof : undefined);
    };
    worker.onerror = () => end(undefined);
    worker.postMessage(task);
  });

/** A proof of work for a form: none where the centre has switched it off; unreachable when no challenge could be had. */
export async function proofFor(
  form: "inquiry" | "suggestion",
  tell: (part: number) => void,
): Promise<{ readonly proof?: string } | "unreachable"> {
  const seen = await call<Challenge | undefined>("POST", "challenges", { body: { form } });
  if (seen.kind === "unreachable") return "unreachable";
  if (seen.kind === "problem" && (seen.status >= 500 || seen.status === 429)) return "unreachable";
  if (seen.kind === "problem" || seen.body === undefined) return {};
  const most = Number(seen.body.parameters.data?.["most"] ?? 1000);
  const proof = await solved({ challenge: seen.body, most }, tell);
  return proof === undefined ? "unreachable" : { proof };
}
