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
const people = ["gulinar", "admin", "aysha", "chen-hao"];

/** A few cases to hit. */
async function known({ url }: Target): Promise<Known> {
  const receipts = [];
  for (let index = 0; index < 4; index += 1) {
    const response = await fetch(`${url}/api/inquiries`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": `conformance-${Date.now()}-${index}-key` },
      body: JSON.stringify({
        channel: "web",
        office: "centre",
        subject: "提取",
        content: "我想提取公积金。",
        name: "某人",
        phone: "13900000001",
      }),
    });
    receipts.push((await response.json()) as { number: string; secret: string });
  }
  return { receipts };
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
  const response = await fetch(target.url + request.path, {
    method: request.method,
    headers: { ...request.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...(request.body !== undefined && { body: request.body }),
  });
  const { status } = response;
  const text = await response.text();
  if (status >= 500) throw wrong(request, `${status} ${text.slice(0, 300)}`);
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
      const wrongs = broken(route, described, cases);
      const bad = wrongs ? fc.sample(wrongs, { numRuns: count, seed }) : [];
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
