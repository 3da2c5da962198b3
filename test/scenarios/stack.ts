import { afterAll, beforeAll } from "vitest";
import { type LocalStack, type LocalStackOptions, startLocalStack } from "#infra/local/stack.ts";

/** An answer of the API: status, parsed body, headers. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are asserted, not trusted
  readonly body: any;
  readonly headers: Headers;
}

let keys = 0;

/** A key nobody else uses. */
export function freshKey(): string {
  keys += 1;
  return `scenario-${Date.now()}-${String(keys).padStart(6, "0")}`;
}

/** What a citizen writes, with only the relevant field named. */
export const inquiry = (fields: Record<string, unknown> = {}) => ({
  channel: "web",
  office: "centre",
  subject: "购房提取需要什么材料",
  content: "我在和田市买了房，想提取公积金，请问要带什么？",
  name: "阿卜杜拉",
  phone: "13900000001",
  ...fields,
});

/** People and citizens in front of a running stack. */
export interface Actors {
  readonly stack: LocalStack;
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly as: (
    staffId: string,
  ) => (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  readonly ask: (fields?: Record<string, unknown>, key?: string) => Promise<Answer>;
  readonly track: (receipt: { number: string; secret: string }) => Promise<Answer>;
  readonly see: (staffId: string, number: string) => Promise<Answer>;
  /** Gives a command on the version the person sees now. */
  readonly command: (staffId: string, number: string, command: Record<string, unknown>) => Promise<Answer>;
  readonly inbox: (
    staffId: string,
  ) => Promise<{ kind: string; number: string; level?: number; limit?: { kind: string } }[]>;
  readonly at: (instant: string) => Promise<void>;
  readonly later: (duration: string) => Promise<void>;
}

/** Starts the real stack in memory, with the demo directory, its clock at `startAt`, for all tests of a file. */
export function onStack(startAt: string, options: Pick<LocalStackOptions, "proofOfWork"> = {}): Actors {
  let stack: LocalStack | undefined;
  beforeAll(async () => {
    stack = await startLocalStack({ demo: "directory", startAt, ...options });
  });
  afterAll(() => stack?.stop());
  const running = () => {
    if (!stack) throw new Error("The stack is not running");
    return stack;
  };

  const call: Actors["call"] = async (method, path, body, headers = {}) => {
    const response = await fetch(running().url + path, {
      method,
      headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
  };
  // A token holds for hours of the stack's clock: one a person and hour will do.
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (staffId: string): Promise<string> => {
    const key = `${staffId} ${running().now().toISOString().slice(0, 13)}`;
    const token = tokens.get(key) ?? running().token(staffId);
    tokens.set(key, token);
    return token;
  };
  const as: Actors["as"] =
    (staffId) =>
    async (method, path, body, headers = {}) =>
      call(method, path, body, { authorization: `Bearer ${await tokenOf(staffId)}`, ...headers });
  const see: Actors["see"] = (staffId, number) => as(staffId)("GET", `/api/staff/inquiries/${number}`);

  return {
    get stack() {
      return running();
    },
    call,
    as,
    see,
    ask: (fields, key = freshKey()) => call("POST", "/api/inquiries", inquiry(fields), { "idempotency-key": key }),
    track: ({ number, secret }) => call("GET", `/api/inquiries/${number}`, undefined, { "receipt-secret": secret }),
    command: async (staffId, number, command) => {
      const seen = await see(staffId, number);
      if (seen.status !== 200) return seen;
      return as(staffId)("POST", `/api/staff/inquiries/${number}/commands`, command, {
        "if-match": seen.headers.get("etag") ?? "",
      });
    },
    inbox: async (staffId) => (await as(staffId)("GET", "/api/staff/inbox")).body.items,
    at: async (instant) => {
      await running().moveClock({ set: instant });
    },
    later: async (duration) => {
      await running().moveClock({ advance: duration });
    },
  };
}
