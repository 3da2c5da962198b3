import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { Problem } from "#shared/contracts/problem.ts";
import { known, type Target } from "./known.ts";
import { broken, type Described, type Request, type Steering, valid } from "./requests.ts";

/** What was seen of one operation. */
export interface Seen {
  readonly route: string;
  readonly valid: number;
  readonly broken: number;
  /** Of the valid ones those that were carried out. */
  readonly done: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** Requests that were not answered as described, the first few in full. */
  readonly failures: readonly string[];
}

const AT_ONCE = 8;
/** Of the requests that keep to the description at least this part has to be carried out, else nothing is known of the operation. */
const LEAST_DONE = 0.05;
const OFFICE = "gulinar";
// Mostly the office, which may do most things; and others who may less.
const people = ["gulinar", "zhang-jianguo", "aysha", "gulinar", "admin", "chen-hao"];

const wrong = (request: Omit<Request, "body"> & { readonly body?: string | undefined }, what: string): Error =>
  new Error(
    `${what}\n${request.method} ${request.path}\n${JSON.stringify(request.headers)}\n${request.body?.slice(0, 500)}`,
  );

/** What a case tells of the people who have to do with it, by the names its kinds give them. */
interface Seeable {
  readonly caseworkerId?: string;
  readonly firstResponderId?: string;
  readonly assigneeId?: string | null;
  readonly staffId?: string;
  readonly commands?: readonly string[];
}

const heads = ["wang-min", "chen-hao", "liu-fang", OFFICE, "zhang-jianguo"];

/** Who sends a request, which version of the case they saw, and, where it is steered, a command that was open to them. */
async function presentState(
  target: Target,
  { seenAt, steered, anonymous, body, as }: Request,
  usual: string | undefined,
): Promise<{ readonly token?: string | undefined; readonly etag?: string | null; readonly body?: string | undefined }> {
  const token = anonymous || usual === undefined ? undefined : as === undefined ? usual : await target.token(as);
  if (seenAt === undefined) return { token, body };
  const see = async (by: string | undefined) => {
    const response = await fetch(target.url + seenAt, { headers: { authorization: `Bearer ${by}` } });
    const view = (await response.json()) as Seeable;
    return { etag: response.headers.get("etag"), view };
  };
  const commander = steered && (await commanderOf(steered, (await see(await target.token(OFFICE))).view, target));
  const { etag, view } = await see(commander ?? token);
  return { token: commander ?? token, etag, body: steered?.bodyFor(view.commands ?? []) ?? body };
}

async function commanderOf(steered: Steering, view: Seeable, target: Target): Promise<string | undefined> {
  if (view.commands === undefined) return undefined;
  const { caseworkerId, firstResponderId, assigneeId, staffId } = view;
  const near = [caseworkerId, firstResponderId, assigneeId, staffId].filter((id) => typeof id === "string");
  const person = steered.personOf([...near, ...near, OFFICE, OFFICE, ...heads]);
  return person === undefined ? undefined : target.token(person);
}

/** What is answered to a request for its form alone: never to one that keeps to the description. */
const ofForm = [400, 405, 413, 415, 428];

/** Sends a request and throws unless its answer is one the API promises. */
async function check(target: Target, operation: Operation, made: Request, token: string | undefined): Promise<number> {
  const present = await presentState(target, made, token);
  const request = { ...made, body: present.body };
  const bearer = { ...(present.token !== undefined && { authorization: `Bearer ${present.token}` }) };
  const response = await fetch(target.url + request.path, {
    method: request.method,
    headers: { ...request.headers, ...bearer, ...(present.etag && { "if-match": present.etag }) },
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
    if (request.broken === undefined && ofForm.includes(status))
      throw wrong(request, `${status} for a request that keeps to the description: ${text.slice(0, 300)}`);
    return status;
  }
  if (request.broken !== undefined) throw wrong(request, `${status} for a request with ${request.broken}`);
  // Where nothing has to be proven there is no challenge to hand out.
  const nothing = status === 204 && text === "";
  if (status !== operation.status && !nothing) throw wrong(request, `${status} instead of ${operation.status}`);
  const isJson = response.headers.get("content-type")?.includes("json");
  if (nothing || !isJson || !operation.answer) return status;
  const given: unknown = JSON.parse(text);
  const answer = operation.answer.safeParse(given);
  if (!answer.success) throw wrong(request, `an answer of another shape: ${answer.error.message.slice(0, 300)}`);
  // What the schema doesn't name is left out of what was parsed.
  if (!isDeepStrictEqual(answer.data, given))
    throw wrong(request, `an answer with more than is described: ${text.slice(0, 300)}`);
  return status;
}

/** Sends every operation of the served description, or those whose route holds a text, so many valid and so many broken requests. */
export async function fuzz(target: Target, count: number, seed: number, only = ""): Promise<readonly Seen[]> {
  const description = (await (await fetch(`${target.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  const cases = await known(target, count);
  const tokens = await Promise.all(people.map((id) => target.token(id)));
  const results: Seen[] = [];
  // Who grows the directory comes last: whatever is asked after that reads all of it.
  const paths = Object.entries(description.paths);
  const growing = ([path]: readonly [string, unknown]) => path.startsWith("/api/staff/directory");
  for (const [path, methods] of [...paths.filter((each) => !growing(each)), ...paths.filter(growing)])
    for (const [method, described] of Object.entries(methods)) {
      const route = `${method.toUpperCase()} ${path}`;
      if (!route.includes(only)) continue;
      const operation = (operations as Record<string, Operation>)[route];
      if (!operation) throw new Error(`${route} is described and not in the contract`);
      const good = fc.sample(valid(route, described, cases), { numRuns: count, seed });
      const bad = fc.sample(broken(route, described, cases), { numRuns: count, seed });
      const statuses: Record<string, number> = {};
      const failures: string[] = [];
      let done = 0;
      const queue = [...good, ...bad];
      // Connections that stood idle while the requests were thought up are closed now and not under the first of them.
      await setTimeout(20);
      let next = 0;
      const worker = async () => {
        for (let index = next++; index < queue.length; index = next++) {
          const request = queue[index] as Request;
          const token = described.security ? tokens[index % tokens.length] : undefined;
          const status = await check(target, operation, request, token).catch((error: Error) => {
            const unanswered = error.cause !== undefined;
            failures.push(unanswered ? wrong(request, `no answer: ${error.cause}`).message : error.message);
            return "wrong";
          });
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (typeof status === "number" && status < 300) done += 1;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      if (done < Math.max(1, good.length * LEAST_DONE))
        failures.push(`carried out ${done} of ${good.length} requests that keep to the description`);
      results.push({ route, valid: good.length, broken: bad.length, done, statuses, failures });
    }
  return results;
}
