import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JWK } from "jose";
import { PORTAL_CLIENT } from "#infra/local/identity.ts";
import { startLocalStack } from "#infra/local/stack.ts";
import { type Operation, operations } from "#shared/contracts/operations.ts";
import { floodedRoutes } from "#test/infra/flooded-routes.ts";
import { faults } from "./faulty-bodies.ts";
import { type Check, type Figure, none } from "./figure.ts";
import { forgeries, wellSigned } from "./forgeries.ts";
import { honestBodies } from "./honest-bodies.ts";
import { rightsOverHttp } from "./rights.ts";

const staffRoutes = Object.entries<Operation>(operations).flatMap(([route, { access }]) =>
  access === "staff" ? [route] : [],
);

type Stack = Awaited<ReturnType<typeof startLocalStack>>;

const START = { demo: "directory", startAt: "2026-11-23T10:30:00+08:00" } as const;

let shared: Promise<Stack> | undefined;
const dataDir = join(tmpdir(), `shouwen-door-${process.pid}`);

/** One stack for all that leave it whole; its data, the issuer's key among them, goes when the process does. */
const onSharedStack = async <Result>(work: (stack: Stack) => Promise<Result>): Promise<Result> => {
  if (!shared) process.once("exit", () => rmSync(dataDir, { recursive: true, force: true }));
  shared ??= startLocalStack({ ...START, dataDir });
  return work(await shared);
};

const onOwnStack = async <Result>(work: (stack: Stack) => Promise<Result>): Promise<Result> => {
  const stack = await startLocalStack(START);
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
};

const concrete = (route: string): { method: string; path: string } => {
  const [method = "", path = ""] = route.split(" ");
  return { method, path: path.replace("{year}", "2027").replaceAll(/\{\w+\}/g, "QAAAA-AAAAA") };
};

/** One honest body of every operation that takes one; an entry of the directory with and without its id in the path. */
const taken = () =>
  [...new Map(honestBodies().map((body) => [body.route, body])).values()].flatMap((body) =>
    body.route.includes("/directory/") ? [body, { ...body, route: `${body.route}/some-id` }] : [body],
  );

/** Every operation that takes a body, with a body that is right but for one thing: it is refused, and for this one thing. */
async function faultyBodies(stack: Stack): Promise<Figure> {
  const [director, administrator] = await Promise.all(["zhang-jianguo", "admin"].map((id) => stack.token(id)));
  // Who may is asked before what is written: a body is looked at only for those who may change that at all.
  const authorizationFor = (path: string) =>
    `Bearer ${/\/directory\/|\/rules\//.test(path) ? administrator : director}`;
  const through: string[] = [];
  let slowest = 0;
  let keys = 0;
  const send = async (route: string, body: string | Buffer, headers = {}) => {
    const { method, path } = concrete(route);
    keys += 1;
    const started = performance.now();
    const response = await fetch(stack.url + path, {
      method,
      headers: {
        "content-type": "application/json",
        "idempotency-key": `a-key-of-a-faulty-body-${keys}`,
        "receipt-secret": "AAAA-AAAA-AAAA-AAAA",
        "if-match": '"1"',
        ...(path.startsWith("/api/staff/") && { authorization: authorizationFor(path) }),
        ...headers,
      },
      body: typeof body === "string" ? body : new Uint8Array(body),
    });
    const { code } = JSON.parse((await response.text()) || "{}") as { code?: string };
    return { said: `${response.status} ${code}`, status: response.status, took: performance.now() - started };
  };
  const operations = taken();
  for (const { route, value } of operations) {
    const { status, said } = await send(route, JSON.stringify(value));
    if ([400, 413, 415].includes(status) || status >= 500) through.push(`${route} without a fault: ${said}`);
    const answers = faults.map(async (fault) => ({ fault, ...(await send(route, fault.body(value), fault.headers)) }));
    for (const { fault, said: answer, took } of await Promise.all(answers)) {
      slowest = Math.max(slowest, took);
      if (answer !== `${fault.status} ${fault.code}`) through.push(`${route} ${fault.name}: ${answer}`);
    }
  }
  const what = `bodies to ${operations.length} operations, each right but for one of ${faults.length} faults and refused for it`;
  const figure = none(operations.length * faults.length, what, through);
  return { ...figure, result: `${figure.result}, the slowest answered after ${slowest.toFixed(0)} ms over HTTP` };
}

/** Ten times what the gateway would let through, for some seconds; everything acknowledged is then looked for. */
async function flood(stack: Stack, seconds: number): Promise<Figure> {
  const usual = floodedRoutes().find(({ route }) => route === "POST /api/inquiries")?.perSecond ?? 10;
  const count = 10 * usual * seconds;
  const receipts: { number: string; secret: string }[] = [];
  const statuses = new Map<string, number>();
  const submit = async (index: number) => {
    const response = await fetch(`${stack.url}/api/inquiries`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "idempotency-key": `key-of-a-flood-${String(index).padStart(6, "0")}`,
      },
      body: JSON.stringify({
        channel: "web",
        office: "centre",
        subject: `第${index}件`,
        content: "我想提取公积金。",
        name: "某人",
        phone: "13900000001",
      }),
      signal: AbortSignal.timeout(60_000),
    }).catch(() => undefined);
    const what = response ? String(response.status) : "no answer";
    statuses.set(what, (statuses.get(what) ?? 0) + 1);
    if (response?.status === 201) receipts.push((await response.json()) as (typeof receipts)[number]);
  };
  const sent: Promise<void>[] = [];
  for (let tick = 0; tick < seconds * 20; tick += 1) {
    for (let index = 0; index < count / (seconds * 20); index += 1) sent.push(submit(sent.length));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await Promise.all(sent);
  const lost: string[] = [];
  for (const { number, secret } of receipts) {
    const { status } = await fetch(`${stack.url}/api/inquiries/${number}`, { headers: { "receipt-secret": secret } });
    if (status !== 200) lost.push(number);
  }
  const said = [...statuses].map(([what, times]) => `${times} × ${what}`).join(", ");
  return {
    tried: `${sent.length.toLocaleString("en")} submissions in ${seconds} s, ten times what the gateway lets through (${usual} a second)`,
    result: `${said}; of ${receipts.length} acknowledged ${lost.length} lost`,
    holds: receipts.length > 0 && lost.length === 0,
  };
}

/** Every forgery on every route of the staff, beside one that is right: what the gateway lets by its signature is left to the claims. */
async function forgedTokens(stack: Stack): Promise<Figure> {
  // The issuer keeps its key beside its data: what follows can be signed as only the issuer can.
  const key = JSON.parse(readFileSync(join(dataDir, "identity-key.json"), "utf8")) as JWK;
  const honest = await stack.token("zhang-jianguo");
  const { keys } = (await (await fetch(`${stack.url}/oidc/jwks`)).json()) as { keys: [JWK] };
  const [right, ...wrong] = await wellSigned(honest, key, PORTAL_CLIENT);
  const forged = [...forgeries(honest, keys[0]), ...wrong];
  const send = async (route: string, token: string) => {
    const { method, path } = concrete(route);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    return fetch(stack.url + path, { method, headers, ...(method !== "GET" && { body: "{}" }) });
  };
  const through: string[] = [];
  if (!right || (await send("GET /api/staff/me", right.token)).status !== 200) through.push("the honest one doesn't");
  const attempts = staffRoutes.flatMap((route) => forged.map((each) => ({ route, ...each })));
  let next = 0;
  const worker = async () => {
    for (let one = attempts[next++]; one; one = attempts[next++]) {
      const { status } = await send(one.route, one.token);
      if (status !== 401) through.push(`${one.route} ${one.name}: ${status}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return none(
    attempts.length,
    `requests: ${forged.length} tokens, ${wrong.length} of them signed by the issuer itself or with a key it gave up, on ${staffRoutes.length} routes of the staff`,
    through,
  );
}

/** Attacks on the API over HTTP, against the running local stack. */
export const atTheDoor: readonly Check[] = [
  {
    attack:
      "Forged tokens: alg none, HS for RS, other issuer, audience, key, subject, expired, claims as lists; real ones for others, of another time, of another kind",
    control:
      "The gateway's authoriser; claims and algorithm checked again in code; role and standing from the directory",
    run: () => onSharedStack(forgedTokens),
  },
  {
    attack: "Deep, huge, compressed and crowded bodies, of other media, with fields too many; else right",
    control: "64 KB and depth 8 before anything is parsed; no compressed bodies; strict contracts",
    run: () => onSharedStack(faultyBodies),
  },
  {
    attack: "Another unit, another rank, own case, own breach, somebody who has left: every route as everybody",
    control:
      "can(): one function, default deny, over directory and relation to the case; 404 for whom it does not exist",
    run: () => onSharedStack(rightsOverHttp),
  },
  {
    attack: "A flood",
    control: "Throttles per route, reserved concurrency, proof of work; acknowledged after it is stored",
    run: (size) => onOwnStack((stack) => flood(stack, size === "full" ? 15 : 3)),
  },
];
