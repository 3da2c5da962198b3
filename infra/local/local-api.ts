import type { IncomingMessage, ServerResponse } from "node:http";
import { type Clock, requestedMove } from "./clock.ts";
import type { EventSource } from "./event-sources.ts";
import type { Place } from "./kind.ts";
import { callQueues, type LocalQueue, queueDepths } from "./queues.ts";
import type { Schedules } from "./schedules.ts";
import { settle } from "./settle.ts";
import { shortName } from "./short-name.ts";

/** What the local stack offers beside the system itself, under /local/. */
export type LocalControls = {
  clock: Clock;
  place: Place;
  /** Where the tables answer, for the tools of `infra/ops`. */
  tables: string;
  /** Names of the functions, which are their access keys here. */
  functions: string[];
  queues: LocalQueue[];
  /** What the template made, in the words of CloudFormation's list of resources. */
  made: { LogicalResourceId: string; PhysicalResourceId: string; ResourceType: string }[];
  sources: EventSource[];
  schedules: Schedules;
  token: (staffId: string) => Promise<string>;
  /** Deletes what has outlived its time to live. */
  deleteExpired: () => Promise<void>;
};

type Answer = { status: number; body: unknown };

/** The longest a move of the clock waits for the queues it filled. */
const SETTLE_MILLISECONDS = 30_000;

/** Moves the clock, runs what is due then, and waits until its messages have been consumed. */
export async function moveClock(controls: LocalControls, request: unknown): Promise<Answer> {
  const { clock, schedules, place, sources } = controls;
  const move = requestedMove(request, clock.now());
  if (typeof move !== "number") return { status: 400, body: { message: move.refusal } };
  clock.advance(move);
  const ran = await schedules.runDue();
  await controls.deleteExpired();
  const underWay = await settle(place.queues, sources, SETTLE_MILLISECONDS);
  return { status: 200, body: { now: clock.now().toISOString(), ran, underWay } };
}

/** Answers `/local/clock`, `/local/endpoints`, `/local/token/{staffId}`, `/local/schedules/…` and `/local/queues/…`. */
export function localApi(controls: LocalControls) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body } = await answer(controls, request);
    const text = typeof body === "string";
    response.writeHead(status, {
      "content-type": text ? "text/plain; charset=utf-8" : "application/json",
      "cache-control": "no-store",
    });
    response.end(text ? body : `${JSON.stringify(body, undefined, 2)}\n`);
  };
}

async function answer(controls: LocalControls, request: IncomingMessage): Promise<Answer> {
  const { clock, schedules, queues, place, token } = controls;
  const path = (request.url ?? "").split("?")[0] ?? "";
  const [, , subject = "", name = "", verb = ""] = path.split("/");
  const nothing: Answer = {
    status: 404,
    body: { message: `There is no ${request.method} ${path} in the local stack.` },
  };
  if (request.method === "GET") {
    if (subject === "endpoints")
      return {
        status: 200,
        body: {
          tables: controls.tables,
          queues: place.queues,
          functions: controls.functions,
          resources: controls.made,
        },
      };
    if (subject === "clock") return { status: 200, body: { now: clock.now().toISOString() } };
    if (subject === "token" && name) return { status: 200, body: await token(name) };
    if (subject === "schedules") return { status: 200, body: schedules.names };
    if (subject === "queues") return { status: 200, body: await depths(controls) };
    return nothing;
  }
  if (request.method !== "POST") return nothing;
  // A browser's cross-site form can't send JSON without asking first, and nobody allows it here.
  if (request.headers.origin && request.headers.origin !== `http://${request.headers.host}`) {
    return { status: 403, body: { message: "Only pages of this stack may do that." } };
  }
  if (subject === "clock") return moveClock(controls, await json(request));
  if (subject === "schedules" && verb === "run") {
    const run = await schedules.runNow(name);
    if (!run) return nothing;
    const underWay = await settle(place.queues, controls.sources, SETTLE_MILLISECONDS);
    return { status: run.failure ? 500 : 200, body: { now: clock.now().toISOString(), ran: [name], underWay, ...run } };
  }
  if (subject === "schedules" && (verb === "pause" || verb === "resume"))
    return schedules.hold(name, verb === "pause") ? { status: 200, body: schedules.names } : nothing;
  const queue = subject === "queues" ? queues.find(({ logicalId }) => shortName(logicalId) === name) : undefined;
  if (!queue) return nothing;
  const consumers = controls.sources.filter((source) => source.queue.name === queue.name);
  if (verb === "purge") await callQueues(place.queues, "PurgeQueue", { QueueUrl: queue.url });
  else if (verb === "pause") await Promise.all(consumers.map((consumer) => consumer.pause()));
  else if (verb === "resume") for (const consumer of consumers) consumer.resume();
  else return nothing;
  return { status: 200, body: await depths(controls) };
}

async function depths({ queues, sources, place }: LocalControls): Promise<object> {
  const found = await queueDepths(place.queues);
  return Object.fromEntries(
    queues.map(({ logicalId, name }) => [
      shortName(logicalId),
      { ...found.get(name), paused: sources.some((source) => source.queue.name === name && source.paused()) },
    ]),
  );
}

async function json(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
