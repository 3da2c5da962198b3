import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type * as z from "zod";
import type { Cors } from "./api-kinds.ts";
import type { Authorizer, JwtAuthorization } from "./authorizer.ts";
import type { Clock } from "./clock.ts";
import type { LocalFunction } from "./functions.ts";
import { routeTable } from "./routes.ts";

/** A route of the template, with the function behind it and the authorizer before it. */
export type LocalRoute = { routeKey: string; target: LocalFunction; authorizer?: Authorizer; scopes?: string[] };

/** Everything the HTTP API of the template says. */
export type LocalApi = { id: string; routes: LocalRoute[]; cors?: z.infer<typeof Cors> };

/** The largest body API Gateway takes. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LARGEST_BODY = 10 * 1024 * 1024;

/** Answers requests as an HTTP API does: route, authorizer, payload 2.0 to the function, its answer back, CORS from the template. */
export function httpApi({ id, routes, cors }: LocalApi, clock: Clock) {
  const find = routeTable(routes.map((route) => ({ routeKey: route.routeKey, route })));

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "GET" } = request;
    const [rawPath = "/", rawQueryString = ""] = splitOnce(request.url ?? "/", "?");
    // The portal tells the time by the one header, as it does behind the real gateway; by the other whoever is on call finds the request.
    response.setHeader("date", clock.now().toUTCString());
    const requestId = randomUUID();
    response.setHeader("apigw-requestid", requestId);
    for (const [name, value] of Object.entries(cors ? corsHeaders(cors, request) : {})) response.setHeader(name, value);
    if (cors && method === "OPTIONS" && request.headers.origin && request.headers["access-control-request-method"]) {
      response.writeHead(204).end();
      return;
    }

    const match = decodable(rawPath) ? find(method, rawPath) : undefined;
    if (!match) return say(response, 404, "Not Found");
    const { authorizer, scopes, target, routeKey } = match.route;
    const authorization = await authorizer?.(request.headers.authorization, scopes);
    if (authorization === 401) return say(response, 401, "Unauthorized", { "www-authenticate": "Bearer" });
    if (authorization === 403) return say(response, 403, "Forbidden");
    const body = await readBody(request);
    if (!body) request.resume();
    if (!body) return say(response, 413, "Request Entity Too Large", { connection: "close" });

    const event = payload({
      request,
      requestId,
      apiId: id,
      routeKey,
      rawPath,
      rawQueryString,
      body,
      now: clock.now(),
      authorization,
      match,
    });
    const outcome = await target.invoke(event);
    if ("result" in outcome) return answer(response, outcome.result);
    // A throttled or timed-out function is "unavailable" to the caller, any other failure an error inside.
    const unavailable = outcome.failure.throttled === true || outcome.failure.errorType === "Sandbox.Timedout";
    say(response, unavailable ? 503 : 500, unavailable ? "Service Unavailable" : "Internal Server Error");
  };
}

type Request = {
  request: IncomingMessage;
  requestId: string;
  apiId: string;
  routeKey: string;
  rawPath: string;
  rawQueryString: string;
  body: Buffer;
  now: Date;
  authorization?: JwtAuthorization;
  match: { pathParameters?: Record<string, string> };
};

/** The event of payload format 2.0. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function payload({
  request,
  requestId,
  apiId,
  routeKey,
  rawPath,
  rawQueryString,
  body,
  now,
  authorization,
  match,
}: Request): object {
  const headers = Object.fromEntries(
    Object.entries(request.headersDistinct).flatMap(([name, values]) =>
      name === "cookie" || !values ? [] : [[name, values.join(",")]],
    ),
  );
  const cookies = request.headers.cookie?.split(/; */).filter(Boolean);
  const isText = isTextual(request.headers["content-type"], request.headers["content-encoding"]);
  return {
    version: "2.0",
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies?.length && { cookies }),
    headers,
    ...(rawQueryString && { queryStringParameters: queryParameters(rawQueryString) }),
    requestContext: {
      accountId: "000000000000",
      apiId,
      ...(authorization && { authorizer: { jwt: authorization } }),
      domainName: request.headers.host ?? "localhost",
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: request.headers["user-agent"] ?? "",
      },
      requestId,
      routeKey,
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

type FunctionAnswer = {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
};

/** A result with a status is an answer; any other result is the JSON body of a 200. */
function answer(response: ServerResponse, result: unknown): void {
  if (typeof result !== "object" || result === null || !("statusCode" in result)) {
    const text = typeof result === "string" ? result : JSON.stringify(result);
    response.writeHead(200, { "content-type": "application/json" }).end(text);
    return;
  }
  const { statusCode = 200, headers = {}, cookies, body = "", isBase64Encoded } = result as FunctionAnswer;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies?.length) response.setHeader("set-cookie", cookies);
  if (!response.hasHeader("content-type") && body !== "")
    response.setHeader("content-type", "text/plain;charset=UTF-8");
  response.writeHead(statusCode).end(isBase64Encoded ? Buffer.from(body, "base64") : body);
}

function say(response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify({ message }));
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > LARGEST_BODY) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function corsHeaders(cors: z.infer<typeof Cors>, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  const allowed = origin && (cors.AllowOrigins.includes("*") || cors.AllowOrigins.includes(origin));
  if (!allowed) return {};
  const preflight = request.method === "OPTIONS";
  return {
    "access-control-allow-origin": cors.AllowOrigins.includes("*") ? "*" : origin,
    ...(cors.AllowCredentials && { "access-control-allow-credentials": "true" }),
    ...(cors.ExposeHeaders.length > 0 && { "access-control-expose-headers": cors.ExposeHeaders.join(",") }),
    ...(preflight && cors.AllowMethods.length > 0 && { "access-control-allow-methods": cors.AllowMethods.join(",") }),
    ...(preflight && cors.AllowHeaders.length > 0 && { "access-control-allow-headers": cors.AllowHeaders.join(",") }),
    ...(preflight && cors.MaxAge !== undefined && { "access-control-max-age": String(cors.MaxAge) }),
  };
}

/** Repeated parameters are joined by a comma. */
function queryParameters(query: string): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query))
    joined.set(name, joined.has(name) ? `${joined.get(name)},${value}` : value);
  return Object.fromEntries(joined);
}

function isTextual(type = "text/plain", encoding = "identity"): boolean {
  return encoding === "identity" && /^(?:text\/|application\/(?:json|javascript|xml|.+\+json|.+\+xml))/i.test(type);
}

function commonLogTime(instant: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(instant.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function decodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
