import { environment, type FunctionName, type Handler, routesOf } from "./handlers.ts";
import { BrokenInvariant, type World } from "./world.ts";

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies are looked into, not trusted
  readonly body: any;
  readonly etag: string;
}

/** A request as a client makes it. */
export interface Ask {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Who asks, where staff do. */
  readonly staff?: string;
}

const functionOf = new Map(
  Object.entries(routesOf).flatMap(([name, routes]) => routes.map((route) => [route as string, name as FunctionName])),
);

const header = Buffer.from(JSON.stringify({ alg: "RS256", typ: "JWT" })).toString("base64url");

/** What the gateway knows of whoever makes a request. */
export const visitor = { sourceIp: "203.0.113.77", userAgent: "Agent-of-a-visitor/9.7" } as const;

/** The gateway in front of the functions, and the network in front of it. */
export function simulatedApi(world: World, handlers: Readonly<Record<FunctionName, Handler>>) {
  const { random } = world;

  const eventOf = (route: string, { params, query, headers, body, staff }: Ask) => ({
    routeKey: route,
    headers: {
      "accept-language": "en",
      "user-agent": visitor.userAgent,
      "x-forwarded-for": visitor.sourceIp,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...(staff !== undefined && { authorization: `Bearer ${header}.e30.c2ln` }),
      ...headers,
    },
    pathParameters: params,
    queryStringParameters: query,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    requestContext: {
      http: visitor,
      ...(staff !== undefined && {
        authorizer: {
          jwt: {
            claims: {
              sub: staff,
              iss: environment.OIDC_ISSUER,
              aud: environment.OIDC_AUDIENCE,
              exp: String(world.now() / 1000 + 7200),
            },
          },
        },
      }),
    },
  });

  /** Makes a request once; undefined when no answer comes back, whatever happened behind. */
  const once = async (route: string, ask: Ask): Promise<Answer | undefined> => {
    const name = functionOf.get(route);
    if (name === undefined) throw new Error(`There is no route ${route}`);
    await world.sleep(random.between(1, 40));
    if (random.chance(world.mix.lostRequest)) {
      await world.sleep(10_000);
      return undefined;
    }
    const running = world.invoke(name, () => handlers[name](eventOf(route, ask), { awsRequestId: "simulated" }));
    const patience = random.chance(world.mix.impatient) ? random.between(5, 60) : 30_000;
    const outcome = await Promise.race([running, world.sleep(patience)]);
    if (!outcome || "died" in outcome) return undefined;
    if ("error" in outcome) {
      world.stopAt(new BrokenInvariant("answers", `${route} threw ${String(outcome.error)}`));
      return undefined;
    }
    const { statusCode, body, headers } = outcome.answer as {
      statusCode: number;
      body: string;
      headers: Record<string, string>;
    };
    world.note(`${route} ${statusCode}`);
    if (statusCode === 400) world.stopAt(new Error(`The simulation asks what no client would: ${route} ${body}`));
    if (statusCode >= 500 && !outcome.excused)
      world.stopAt(new BrokenInvariant("answers", `${route} answered ${statusCode} without a cause: ${body}`));
    await world.sleep(random.between(1, 40));
    if (random.chance(world.mix.lostAnswer)) return undefined;
    return { status: statusCode, body: body === "" ? undefined : JSON.parse(body), etag: headers["etag"] ?? "" };
  };

  /** Makes a request until an answer comes that is not a failure, or patience ends. */
  const until = async (route: string, ask: Ask, tries: number): Promise<Answer | undefined> => {
    for (let turn = 1; turn <= tries; turn += 1) {
      const answer = await once(route, ask);
      if (answer && answer.status < 500) return answer;
      await world.sleep(random.between(50, 1_000) * turn);
    }
    return undefined;
  };

  return { once, until };
}

export type Api = ReturnType<typeof simulatedApi>;
