import fc from "fast-check";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { Problem } from "#shared/contracts/problem.ts";
import { broken, type Described, type Known, type Request, valid } from "./requests.ts";

/** Where the API is, and the token of somebody who may do most things. */
export interface Target {
  readonly url: string;
  readonly token: (staffId: string) => Promise<string>;
}

/** What was seen of one operation. */
export interface Seen {
  readonly route: string;
  readonly valid: number;
  readonly broken: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests that were not answered as described, the first few in full. */
  readonly failures: readonly string[];
}

const AT_ONCE = 8;
// Mostly the office, which may do most things; and others who may less.
const people = ["gulinar", "zhang-jianguo", "aysha", "gulinar", "admin", "chen-hao"];

const post = async (url: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const made = async <Made>(response: Response): Promise<Made> => {
  if (response.status !== 201) throw new Error(`${response.url} answered ${response.status} ${await response.text()}`);
  return (await response.json()) as Made;
};

/** A few cases of every kind to hit. */
async function known({ url, token }: Target): Promise<Known> {
  const office = { authorization: `Bearer ${await token("gulinar")}` };
  let keys = 0;
  const make = async <Made>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Made> => {
    keys += 1;
    return made<Made>(
      await post(url + path, body, { "idempotency-key": `conformance-${Date.now()}-${keys}-key`, ...headers }),
    );
  };
  const several = <Made>(count: number, once: (index: number) => Promise<Made>): Promise<Made[]> =>
    Promise.all(Array.from({ length: count }, (_, index) => once(index)));
  const question = {
    channel: "web",
    office: "centre",
    subject: "提取",
    content: "我想提取公积金。",
    name: "某人",
    phone: "13900000001",
  };
  type Receipt = Known["receipts"][number];
  const receipts = await several(12, (index) =>
    make<Receipt>("/api/inquiries", index % 3 === 0 ? { ...question, urgent: true, serviceCode: "TQ-01" } : question),
  );
  const letters = await several(6, (index) =>
    make<Receipt>("/api/suggestions", {
      category: index % 2 === 0 ? "complaint" : "suggestion",
      content: "请多开窗口。",
    }),
  );
  const inspection = {
    unitId: "collection",
    category: "untidy-workplace",
    inspectedOn: "2026-11-23",
    severity: "minor",
    finding: "桌面零乱。",
    mustRectify: true,
  };
  const breach = { staffId: "aysha", category: "cold-reception", facts: "查岗时发现。" };
  const conduct = await several(4, () => make<{ id: string }>("/api/staff/conduct", breach, office));
  const found = await several(3, () => make<{ number: string }>("/api/staff/inspections", inspection, office));
  return {
    receipts,
    letters,
    ids: {
      conduct: conduct.map(({ id }) => id),
      inspections: found.map(({ number }) => number),
      services: ["TQ-01", "TQ-02", "DK-03", "GJ-03"],
    },
  };
}

const wrong = (request: Request, what: string): Error =>
  new Error(
    `${what}\n${request.method} ${request.path}\n${JSON.stringify(request.headers)}\n${request.body?.slice(0, 500)}`,
  );

/** Sends a request and throws unless its answer is one the API promises. */
async function check(
  target: Target,
  operation: Operation,
  request: Request,
  token: string | undefined,
): Promise<number> {
  const bearer = { ...(token !== undefined && !request.anonymous && { authorization: `Bearer ${token}` }) };
  const seen = request.seenAt === undefined ? undefined : await fetch(target.url + request.seenAt, { headers: bearer });
  await seen?.arrayBuffer();
  const present = seen?.headers.get("etag");
  const response = await fetch(target.url + request.path, {
    method: request.method,
    headers: { ...request.headers, ...bearer, ...(present && { "if-match": present }) },
    ...(request.body !== undefined && { body: request.body }),
  });
  const { status } = response;
  const text = await response.text();
  if (status >= 500) throw wrong(request, `${status} ${text.slice(0, 300)}`);
  // The gateway itself sends those away who have no token, in words of its own that an HTTP API can't change.
  if (request.anonymous) {
    if (status !== 401) throw wrong(request, `${status} without a token`);
    return status;
  }
  if (status >= 400) {
    if (!response.headers.get("content-type")?.startsWith("application/problem+json"))
      throw wrong(request, `${status} without problem details: ${text.slice(0, 300)}`);
    const problem = Problem.safeParse(JSON.parse(text));
    if (!problem.success || problem.data.status !== status)
      throw wrong(request, `${status} with other problem details: ${text.slice(0, 300)}`);
    return status;
  }
  if (request.broken !== undefined) throw wrong(request, `${status} for a request with ${request.broken}`);
  // Where nothing has to be proven there is no challenge to hand out.
  const nothing = status === 204 && text === "";
  if (status !== operation.status && !nothing) throw wrong(request, `${status} instead of ${operation.status}`);
  const isJson = response.headers.get("content-type")?.includes("json");
  const answer = nothing || !isJson ? undefined : operation.answer?.safeParse(JSON.parse(text));
  if (answer && !answer.success)
    throw wrong(request, `an answer of another shape: ${answer.error.message.slice(0, 300)}`);
  return status;
}

/** Sends every operation of the served description so many valid and so many broken requests. */
export async function fuzz(target: Target, count: number, seed: number): Promise<readonly Seen[]> {
  const description = (await (await fetch(`${target.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const cases = await known(target);
  const tokens = await Promise.all(people.map((id) => target.token(id)));
  const results: Seen[] = [];
  for (const [path, methods] of Object.entries(description.paths))
    for (const [method, described] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      const operation = (operations as Record<string, Operation>)[route];
      if (!operation) throw new Error(`${route} is described and not in the contract`);
      const good = fc.sample(valid(route, described, cases), { numRuns: count, seed });
      const bad = fc.sample(broken(route, described, cases), { numRuns: count, seed });
      const statuses: Record<string, number> = {};
      const failures: string[] = [];
      const queue = [...good, ...bad];
      let next = 0;
      const worker = async () => {
        for (let index = next++; index < queue.length; index = next++) {
          const request = queue[index] as Request;
          const token = described.security ? tokens[index % tokens.length] : undefined;
          const status = await check(target, operation, request, token).catch((error: Error) => {
            failures.push(error.message);
            return "wrong";
          });
          statuses[status] = (statuses[status] ?? 0) + 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      results.push({ route, valid: good.length, broken: bad.length, statuses, failures });
    }
  return results;
}
