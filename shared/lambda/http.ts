import middy from "@middy/core";
import type { APIGatewayProxyEventV2, Context as LambdaContext } from "aws-lambda";
import type * as z from "zod";
import { type Language, languages } from "../contracts/text.ts";
import { isRefusal, type Refusal } from "../domain/refusal.ts";
import { correlateWith, log } from "./log.ts";
import { type Answer, RequestProblem, refusalAnswer, requestProblemAnswer } from "./problem.ts";

/** Largest body read: checked before it is parsed. */
const MOST_BYTES = 64 * 1024;
const MOST_DEPTH = 8;

/** What a route takes; what it does not name is refused. */
interface Contract {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly body?: z.ZodType;
  /** The clause a command rests on, by its type: named also when its fields are not right. */
  readonly clauseOf?: (command: string) => Refusal["clause"];
}

type Parsed<T> = T extends z.ZodType ? z.infer<T> : undefined;

/** A checked request. `now` is the moment at which it is answered. */
export interface Call<C extends Contract = Contract> {
  readonly params: Parsed<C["params"]>;
  readonly query: Parsed<C["query"]>;
  readonly headers: Parsed<C["headers"]>;
  readonly body: Parsed<C["body"]>;
  readonly now: string;
  readonly language: Language;
  readonly event: APIGatewayProxyEventV2;
}

/** What a use case hands back: a body with its status, or a refusal. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Route = (event: APIGatewayProxyEventV2) => Promise<Reply | Refusal>;

const inputOf = (event: APIGatewayProxyEventV2): unknown => {
  const { body } = event;
  if (body === undefined || body === "") return {};
  if (event.headers["content-encoding"]) throw new RequestProblem("unsupported-media-type");
  const type = event.headers["content-type"];
  if (type !== undefined && !/^application\/json\b/i.test(type)) throw new RequestProblem("unsupported-media-type");
  if (body.length > MOST_BYTES * 1.4) throw new RequestProblem("body-too-large");
  const text = event.isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  if (Buffer.byteLength(text) > MOST_BYTES) throw new RequestProblem("body-too-large");
  if (!opensFew(text) && depthOf(text) > MOST_DEPTH) throw new RequestProblem("malformed-json");
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestProblem("malformed-json");
  }
};

/** Whether so few things open in a text that they can't lie deep in one another: so it is with nearly all requests. */
function opensFew(text: string): boolean {
  let opened = 0;
  for (const character of ["{", "["])
    for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1))
      if (++opened > MOST_DEPTH) return false;
  return true;
}

/** Depth of nesting, counted on the text before anything is built from it. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (quoted) {
      if (character === 92) at += 1;
      else if (character === 34) quoted = false;
    } else if (character === 34) quoted = true;
    else if (character === 123 || character === 91) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === 125 || character === 93) depth -= 1;
  }
  return deepest;
}

/** A value that keeps its shape, or the problem that names every field that does not. */
export function checked<Shape extends z.ZodType>(part: string, shape: Shape, value: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.flatMap((issue) => {
    const at = [...(part === "body" ? [] : [part]), ...issue.path.map(String)];
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...at, key].join("."), code: issue.code }));
    return [{ path: at.join("."), code: issue.code === "custom" ? issue.message : issue.code }];
  });
  const ifMatch = part === "headers" && issues.length === 1 && issues[0]?.path === "headers.if-match";
  throw new RequestProblem(ifMatch ? "if-match-needed" : "invalid", ifMatch ? [] : issues);
}

const check = (part: string, shape: z.ZodType | undefined, value: unknown): unknown =>
  shape && checked(part, shape, value);

// Chinese always; the others unless the setting leaves them out.
const setting = process.env["SITE_LANGUAGES"]?.split(",") ?? languages;
const spoken = languages.filter((language) => language === "zh-CN" || setting.includes(language));

/** A language in which this deployment answers, for one that somebody asked for. */
export const spokenLanguage = (wanted: Language | undefined): Language =>
  spoken.find((language) => language === wanted) ?? "zh-CN";

/** The reader's language: the first of Accept-Language that is spoken here, else Chinese. */
function languageOf(event: APIGatewayProxyEventV2): Language {
  const wanted = event.headers["accept-language"];
  if (wanted === undefined) return "zh-CN";
  for (const part of wanted.toLowerCase().split(",")) {
    const tag = part.split(";")[0]?.trim() ?? "";
    const found = spoken.find((language) => tag === language.toLowerCase() || tag.startsWith(language.slice(0, 2)));
    if (found) return found;
  }
  return "zh-CN";
}

/** A route: its contract and what is done with a request that keeps it. */
export const route =
  <const C extends Contract>(contract: C, run: (call: Call<C>) => Promise<Reply | Refusal>): Route =>
  (event) => {
    const input = contract.body ? inputOf(event) : undefined;
    try {
      return run({
        params: check("params", contract.params, event.pathParameters ?? {}),
        query: check("query", contract.query, event.queryStringParameters ?? {}),
        headers: check("headers", contract.headers, event.headers),
        body: check("body", contract.body, input),
        now: new Date().toISOString(),
        language: languageOf(event),
        event,
      } as Call<C>);
    } catch (problem) {
      const { type } = (input ?? {}) as { readonly type?: unknown };
      if (!(problem instanceof RequestProblem) || typeof type !== "string") throw problem;
      throw new RequestProblem(problem.code, problem.issues, contract.clauseOf?.(type));
    }
  };

const answerOf = (result: Reply | Refusal, language: Language): Answer => {
  if (isRefusal(result)) return refusalAnswer(result, language);
  return {
    statusCode: result.status,
    headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", ...result.headers },
    body: typeof result.body === "string" ? result.body : JSON.stringify(result.body),
  };
};

/** Where an error was thrown, past its message: that may hold what somebody wrote, in lines of its own. */
const placeOf = ({ stack = "", message }: Error): string | undefined =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")[1]
    ?.trim();

/**
 * A Lambda function behind the HTTP API: one middy stack for all. Errors that nobody expected are logged with ids only and
 * answered with a blank 500.
 */
export const httpFunction = (routes: Readonly<Record<string, Route>>) =>
  middy<APIGatewayProxyEventV2, Answer, Error, LambdaContext>()
    .onError((request) => {
      const { event, context } = request;
      const error: unknown = request.error;
      const language = languageOf(event);
      if (error instanceof RequestProblem) request.response = requestProblemAnswer(error, language);
      else {
        log.error("unexpected", {
          route: event.routeKey,
          requestId: context.awsRequestId,
          error: error instanceof Error ? error.name : "unknown",
          at: error instanceof Error ? placeOf(error) : undefined,
        });
        request.response = requestProblemAnswer(new RequestProblem("internal"), language);
      }
    })
    .handler(async (event) => {
      correlateWith(event.requestContext?.requestId);
      const run = routes[event.routeKey];
      if (!run) throw new RequestProblem("no-such-route");
      return answerOf(await run(event), languageOf(event));
    });
