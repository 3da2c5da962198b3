import { language } from "./strings.ts";

/** What went wrong, in the reader's words where the server had them. */
export interface ProblemSeen {
  readonly kind: "problem";
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

/** An answer of the API: what was asked for, a problem, or nothing at all, in which case nobody knows whether it arrived. */
export type Seen<Body> =
  | { readonly kind: "answer"; readonly status: number; readonly at: string; readonly body: Body }
  | ProblemSeen
  | { readonly kind: "unreachable" };

/** Whether a status leaves open if the request was carried out, so that it is asked again under its key. */
export const leavesOpen = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** Longest wait for an answer: a slow line takes its time. */
const PATIENCE = 25_000;

/** Calls the API of this very site. */
export async function call<Body>(
  method: "GET" | "POST",
  path: string,
  { body, headers = {} }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Seen<Body>> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const response = await fetch(`/api/${path}`, {
      method,
      headers: {
        "accept-language": language,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: "omit",
      signal: patience.signal,
    });
    const read = response.status === 204 ? undefined : ((await response.json()) as unknown);
    // The server's clock: that of an old telephone may stand anywhere.
    const at = new Date(response.headers.get("date") ?? Date.now()).toISOString();
    if (response.ok) return { kind: "answer", status: response.status, at, body: read as Body };
    const { code = "", detail = "", errors = [] } = (read ?? {}) as Partial<ProblemSeen>;
    return { kind: "problem", status: response.status, code, detail, errors };
  } catch {
    return { kind: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}
