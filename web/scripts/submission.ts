import { call, leavesOpen, type ProblemSeen } from "./api.ts";
import { kept } from "./kept.ts";
import { newKey } from "./new-key.ts";
import { proofFor } from "./proof-of-work.ts";

type Body = Readonly<Record<string, unknown>>;

/** What was sent and not yet acknowledged, by key: kept on the device, so that a closed tab still gets its receipt. */
type Pending = Readonly<Record<string, { readonly body: Body; readonly since: number }>>;

/** How far a submission has come. */
export type SendingNews =
  | { readonly stage: "proof"; readonly part: number }
  | { readonly stage: "sending"; readonly attempt: number };

/** How it ended: with a receipt, refused for good, or unknown, in which case it waits to be sent again under its key. */
export type Sent<Receipt> =
  | { readonly kind: "receipt"; readonly receipt: Receipt; readonly at: string; readonly earlier: boolean }
  | ProblemSeen
  | { readonly kind: "unreachable"; readonly status?: number };

const DAY = 24 * 60 * 60 * 1000;
const WAITS = [1_000, 2_000, 4_000, 8_000];

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    }
    addEventListener("online", done);
  });

/**
 * Sends a form so that it arrives once: the key and the body are written down before the first attempt, every attempt repeats them, and
 * only an answer ends it.
 */
export function submission<Receipt>(form: "inquiry" | "suggestion", path: string) {
  const memory = kept<Pending>("device", `pending-${form}`);
  const own = kept<string>("tab", `key-${form}`);
  const all = (): Pending =>
    Object.fromEntries(Object.entries(memory.read() ?? {}).filter(([, { since }]) => Date.now() - since < DAY));
  const forget = (key: string): void => {
    const { [key]: _, ...rest } = all();
    if (Object.keys(rest).length > 0) memory.write(rest);
    else memory.drop();
    if (own.read() === key) own.drop();
  };

  /** What this tab sent and got no receipt for, or else what a closed one did. */
  const pending = (): { readonly key: string; readonly body: Body; readonly mine: boolean } | undefined => {
    const waiting = all();
    const mine = own.read() ?? "";
    const key = mine in waiting ? mine : Object.keys(waiting).pop();
    const found = key === undefined ? undefined : waiting[key];
    return key === undefined || !found ? undefined : { key, body: found.body, mine: key === mine };
  };

  const keyFor = (body: Body): string => {
    const waiting = all();
    const mine = own.read() ?? "";
    const same = Object.keys(waiting).find((key) => JSON.stringify(waiting[key]?.body) === JSON.stringify(body));
    const key = mine in waiting ? mine : (same ?? newKey());
    if (!(key in waiting)) memory.write({ ...waiting, [key]: { body, since: Date.now() } });
    own.write(key);
    return key;
  };

  const attempts = async (key: string, body: Body, tell: (news: SendingNews) => void): Promise<Sent<Receipt>> => {
    let proof: { readonly proof?: string } | undefined;
    let status: number | undefined;
    for (let attempt = 1; attempt <= WAITS.length + 1; attempt += 1) {
      if (attempt > 1) await pause(WAITS[attempt - 2] ?? 0);
      tell({ stage: "sending", attempt });
      const made = proof ?? (await proofFor(form, (part) => tell({ stage: "proof", part })));
      if (made === "unreachable") continue;
      proof = made;
      tell({ stage: "sending", attempt });
      const seen = await call<Receipt>("POST", path, {
        body: { ...body, ...(proof.proof !== undefined && { altcha: proof.proof }) },
        headers: { "idempotency-key": key },
      });
      if (seen.kind === "answer") return { kind: "receipt", receipt: seen.body, at: seen.at, earlier: false };
      if (seen.kind === "unreachable") continue;
      status = seen.status;
      if (seen.code.startsWith("proof-")) proof = undefined;
      else if (!leavesOpen(seen.status)) return seen;
    }
    return { kind: "unreachable", ...(status !== undefined && { status }) };
  };

  const send = async (body: Body, tell: (news: SendingNews) => void): Promise<Sent<Receipt>> => {
    const key = keyFor(body);
    const first = all()[key]?.body;
    const sent = await attempts(key, body, tell);
    // Another text under this key: the first one had arrived. Its receipt is what is owed.
    if (sent.kind === "problem" && sent.code === "idempotency-key-reused" && first) {
      const earlier = await attempts(key, first, tell);
      if (earlier.kind === "receipt") forget(key);
      return earlier.kind === "receipt" ? { ...earlier, earlier: true } : earlier;
    }
    if (sent.kind !== "unreachable") forget(key);
    return sent;
  };

  return { pending, send, forget };
}
