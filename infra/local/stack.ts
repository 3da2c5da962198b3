import { mkdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type AssemblyStack, readAssembly } from "./assembly.ts";
import { builtPages, type PagesPart } from "./built-pages.ts";
import { CACHE } from "./cache.ts";
import { openClock } from "./clock.ts";
import { loadDemoOnce } from "./demo.ts";
import { demoPeople } from "./demo-directory.ts";
import { frontDoor, type Rooms } from "./front-door.ts";
import { httpApi } from "./http-api.ts";
import { PORTAL_CLIENT, startIdentity } from "./identity.ts";
import type { Place } from "./kind.ts";
import { type LocalControls, localApi, moveClock } from "./local-api.ts";
import { openLog } from "./log.ts";
import { pages } from "./pages.ts";
import { handOn } from "./proxy.ts";
import { createQueues } from "./queues.ts";
import { readResources } from "./resources.ts";
import { startSchedules } from "./schedules.ts";
import { startSecrets } from "./secrets.ts";
import { cloudAssembly, PLACEHOLDER_ISSUER } from "./synthesis.ts";
import { createTables, deleteExpired } from "./tables.ts";
import { startThread } from "./thread.ts";
import { reloadOnChange } from "./watch.ts";
import * as wiring from "./wiring.ts";

/** How to start the local stack. */
export type LocalStackOptions = {
  /** The port of 127.0.0.1 it listens on; 0 takes a free one. */
  port?: number;
  /** Where it keeps its data; without a folder everything is in memory and gone when it stops. */
  dataDir?: string;
  /** The instant at which the clock stands at the first start, for tests that need a certain day. */
  startAt?: string;
  /** Show what the functions log. They log into .local/logs in any case, unless in memory. */
  console?: boolean;
  /** Rebuild a function when its source changes. */
  watch?: boolean;
  /** Load demo data over the API, once per data folder: the directory only, or a handful of cases too. */
  demo?: "directory" | "cases";
  /** Whether the public forms ask for a proof of work, an easy one; off unless said otherwise. */
  proofOfWork?: "required" | "off";
  /** The languages of pages and API, as `zh-CN,en`; the repository's own setting unless said otherwise. */
  siteLanguages?: string;
  /** A cloud assembly to interpret instead of this repository's own. */
  assembly?: string;
};

/** A running local stack. */
export type LocalStack = {
  url: string;
  /** Whether the template had to be synthesised anew. */
  synthesised: boolean;
  /** Moves the clock as POST /local/clock does. */
  moveClock: (
    move: { advance: string } | { set: string },
  ) => Promise<{ now: string; ran: string[]; underWay: string[] }>;
  now: () => Date;
  token: (staffId: string) => Promise<string>;
  stop: () => Promise<void>;
};

/** The person who fills the empty directory. */
export const FIRST_ADMINISTRATOR = "admin";

const REGION = "us-east-1";

/** Starts everything the synthesised template describes, on one loopback port. */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const { dataDir } = options;
  const cleanUp: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of cleanUp.reverse().splice(0)) await end();
  };
  try {
    let respond: ReturnType<typeof frontDoor> | undefined;
    const server = createServer((request, response) => {
      if (respond) respond(request, response);
      else response.writeHead(503, { "retry-after": "1" }).end("Starting.");
    });
    const url = await listen(server, options.port ?? 0);
    cleanUp.push(() => close(server));
    const { synthesised, ...started } = await startServices(options, url, cleanUp);
    respond = started.respond;
    const { token, clock } = started.controls;
    if (options.demo) await loadDemoOnce({ url, token, now: clock.now }, options.demo, FIRST_ADMINISTRATOR, dataDir);
    return {
      url,
      synthesised,
      stop,
      token,
      now: clock.now,
      moveClock: async (move) => {
        const { status, body } = await moveClock(started.controls, move);
        if (status !== 200) throw new Error(JSON.stringify(body));
        return body as { now: string; ran: string[]; underWay: string[] };
      },
    };
  } catch (error) {
    await stop();
    throw dataDir && error instanceof Error ? explained(error, dataDir) : error;
  }
}

async function startServices(
  { dataDir, startAt, console, watch, assembly, proofOfWork = "off", siteLanguages }: LocalStackOptions,
  url: string,
  cleanUp: (() => unknown)[],
) {
  if (dataDir) mkdirSync(dataDir, { recursive: true });
  const log = openLog({ folder: dataDir && path.join(CACHE, "logs"), console });
  const clock = openClock(dataDir, startAt);
  const thread = async (name: string, workerData: object) => {
    const started = await startThread(new URL(`./${name}-thread.ts`, import.meta.url), workerData);
    cleanUp.push(started.stop);
    return { url: `http://127.0.0.1:${started.port}`, tell: started.tell };
  };
  const synthesising = assembly
    ? { folder: assembly, made: false }
    : cloudAssembly({
        region: REGION,
        oidcIssuer: PLACEHOLDER_ISSUER,
        firstAdministrator: FIRST_ADMINISTRATOR,
        directoryCacheSeconds: "0",
        proofOfWork,
        proofOfWorkEffort: "40",
        ...(siteLanguages !== undefined && { siteLanguages }),
      });
  const [tablesThread, queuesThread, { folder, made: synthesised }] = await Promise.all([
    thread("tables", { folder: dataDir && path.join(dataDir, "tables") }),
    thread("queues", { folder: dataDir && path.join(dataDir, "queues"), clock: clock.shared }),
    synthesising,
  ]);

  const [tablesUrl, queuesUrl] = [tablesThread.url, queuesThread.url];
  const place: Place = { partition: "aws", region: REGION, accountId: "000000000000", queues: queuesUrl, api: url };
  const issuer = `${url}/oidc`;
  const resources = readResources(
    readAssembly(folder).map((stack) => withIssuer(stack, issuer)),
    place,
  );
  const { tables, queues, secrets } = wiring.stores(resources);
  const rights = wiring.rights(resources);
  const { access, arns } = wiring.protectedResources(resources);
  tablesThread.tell({ rights, access });
  queuesThread.tell({ rights, arns });
  const [identity, secretsServer] = await Promise.all([
    startIdentity(
      { issuer, audience: wiring.audience(resources), people: demoPeople, clientId: PORTAL_CLIENT },
      clock,
      dataDir,
    ),
    startSecrets(secrets, rights, dataDir),
    createTables(tablesUrl, tables, dataDir),
    createQueues(queuesUrl, queues),
  ]);
  cleanUp.push(identity.stop, secretsServer.stop);

  const endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: tablesUrl,
    AWS_ENDPOINT_URL_SQS: queuesUrl,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${secretsServer.port}`,
  };
  const functions = wiring.functions(resources, place, endpoints, clock, log);
  const targets = [...functions.values()];
  cleanUp.push(() => Promise.all(targets.map((target) => target.stop())));
  const sources = wiring.eventSources(resources, place, targets, log);
  cleanUp.push(() => Promise.all(sources.map((source) => source.stop())));
  const schedules = startSchedules(wiring.schedules(resources, targets), clock, log);
  cleanUp.push(schedules.stop);
  const expire = () => deleteExpired(tablesUrl, tables, clock);
  const expiry = setInterval(() => void expire().catch((error: Error) => log("tables", error.message)), 60_000);
  cleanUp.push(() => clearInterval(expiry));
  if (watch) cleanUp.push(reloadOnChange(functions));

  const controls: LocalControls = {
    clock,
    place,
    tables: tablesUrl,
    functions: [...rights.keys()],
    made: resources.map(({ logicalId, reference, type }) => ({
      LogicalResourceId: logicalId,
      PhysicalResourceId: reference,
      ResourceType: type,
    })),
    queues,
    sources,
    schedules,
    token: identity.token,
    deleteExpired: expire,
  };
  const rooms: Rooms = {
    api: httpApi(wiring.api(resources, targets, clock), clock),
    local: localApi(controls),
    oidc: (request, response) => handOn(request, response, identity.port),
    pages: pages({ issuer, clientId: PORTAL_CLIENT, ready: pagesOf(watch ?? false, siteLanguages) }),
  };
  const respond = frontDoor(url, rooms, log);
  return { respond, controls, synthesised };
}

/** The built pages; where sources are watched, a page that is opened is the newest. */
function pagesOf(
  watch: boolean,
  siteLanguages?: string,
): (part: PagesPart, opened: boolean) => Promise<string | undefined> {
  const latest = new Map<PagesPart, Promise<string | undefined>>();
  return (part, opened) => {
    const known = latest.get(part);
    if (known && !(watch && opened)) return known;
    const building = builtPages(part, siteLanguages);
    latest.set(part, building);
    return building;
  };
}

/** The port is known only now: the issuer of this run takes the place of the one the template was made with. */
function withIssuer(stack: AssemblyStack, issuer: string): AssemblyStack {
  return { ...stack, template: JSON.parse(JSON.stringify(stack.template).replaceAll(PLACEHOLDER_ISSUER, issuer)) };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new Error(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Names the folder where the system's own words don't. */
function explained(error: Error & { code?: string }, dataDir: string): Error {
  const denied =
    error.code === "EACCES" || error.code === "ENOTDIR" || error.code === "EEXIST" || error.code === "EROFS";
  return denied
    ? new Error(`The data folder ${dataDir} can't be used (${error.message}). Choose another: DATA_DIR=…`)
    : error;
}
