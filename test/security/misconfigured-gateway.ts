import { type Operation, operations } from "#shared/contracts/operations.ts";
import { build } from "#test/simulation/build.ts";
import { calm } from "#test/simulation/faults.ts";
import { environment } from "#test/simulation/handlers.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { type Figure, none } from "./figure.ts";
import { answered, honestClaims, shippedHandler, shippedHandlers } from "./shipped.ts";

const START = Date.parse("2026-11-20T03:00:00Z");
const HOUR = 3600;

const functionOf = new Map(answered);
const staffRoutes = Object.entries<Operation>(operations).flatMap(([route, { access }]) =>
  access === "staff" ? [route] : [],
);

const tokenWith = (header: unknown): string =>
  `Bearer ${Buffer.from(JSON.stringify(header)).toString("base64url")}.e30.c2ln`;

/** What a gateway would hand on that asks for less than it should. */
interface HandedOn {
  readonly name: string;
  readonly authorizer?: unknown;
  readonly authorization?: string;
}

const audience = environment.OIDC_AUDIENCE;

/** Honest claims with one thing wrong, as somebody who may do a lot: let through, they would be answered. */
const wrongs = (now: number): readonly HandedOn[] => {
  const honest = honestClaims("chief", START);
  const claiming = (name: string, changed: Record<string, unknown>): HandedOn => ({
    name,
    authorizer: { jwt: { claims: JSON.parse(JSON.stringify({ ...honest, ...changed })) } },
  });
  const signedAs = (name: string, authorization: string | undefined): HandedOn => ({
    name,
    authorizer: { jwt: { claims: honest } },
    authorization: authorization ?? "",
  });
  return [
    { name: "no authoriser at all" },
    { name: "claims where an authoriser of another kind puts them", authorizer: { claims: honest } },
    claiming("another issuer", { iss: "https://elsewhere.test" }),
    claiming("an issuer that begins alike", { iss: `${environment.OIDC_ISSUER}.elsewhere.test` }),
    claiming("no issuer", { iss: undefined }),
    claiming("another audience", { aud: "staff-portal" }),
    claiming("an audience that begins alike", { aud: `${audience}-of-somebody` }),
    claiming("an audience of two words", { aud: `somebody ${audience}` }),
    claiming("several audiences, none of them this one", { aud: `[somebody staff-portal]` }),
    claiming("no audience", { aud: undefined }),
    claiming("the audience as client only", { aud: undefined, client_id: audience }),
    claiming("expired", { exp: String(now - 2 * HOUR) }),
    claiming("without an end", { exp: undefined }),
    claiming("an end that is no time", { exp: "never" }),
    claiming("not yet valid", { nbf: String(now + HOUR) }),
    claiming("a beginning that is no time", { nbf: "soon" }),
    claiming("no subject", { sub: undefined }),
    claiming("an empty subject", { sub: "" }),
    claiming("a list of subjects", { sub: ["chief"] }),
    claiming("of a token that says who somebody is", { at_hash: "aGFzaA" }),
    signedAs("no token", undefined),
    signedAs("a token that can't be read", "Bearer ===.e30."),
    ...["none", "HS256", "ES256", "RS512", ["RS256"]].map((alg) => signedAs(`alg ${alg}`, tokenWith({ alg }))),
  ];
};

/** Every route of the staff with claims that no gateway should have let through, asked of the shipped handlers directly. */
export async function misconfiguredGateway(): Promise<Figure> {
  const { world } = build(await shippedHandlers(), randomFrom(7), calm, START);
  const through: string[] = [];
  let tried = 0;
  const ask = async (route: string, { authorizer, authorization }: HandedOn) => {
    const name = functionOf.get(route) ?? "";
    const handler = await shippedHandler(name);
    const event = {
      routeKey: route,
      headers: { authorization: authorization ?? tokenWith({ alg: "RS256" }), "content-type": "application/json" },
      pathParameters: {},
      requestContext: { ...(authorizer !== undefined && { authorizer }) },
      ...(!route.startsWith("GET") && { body: "{}" }),
    };
    const outcome = await world.invoke(name, () => handler(event, { awsRequestId: "of-the-gateway" }));
    const { statusCode = 0, body = "{}" } = ("answer" in outcome ? outcome.answer : {}) as Record<string, never>;
    return `${statusCode} ${JSON.parse(body).code}`;
  };
  let over = false;
  const script = async () => {
    for (const route of staffRoutes) {
      // Right claims of somebody who is not in the directory come past the check, and no further: what is refused below is refused by it.
      const known = await ask(route, {
        name: "right",
        authorizer: { jwt: { claims: honestClaims("nobody-here", START) } },
      });
      if (known !== "403 not-in-directory") through.push(`${route} with right claims: ${known}`);
      for (const wrong of wrongs(START / 1000)) {
        tried += 1;
        const said = await ask(route, wrong);
        if (said !== "401 unauthorized") through.push(`${route} ${wrong.name}: ${said}`);
      }
    }
    over = true;
  };
  script().catch(world.stopAt);
  await world.live(() => over);
  if (world.broken) throw world.broken;
  return none(tried, `events with wrong claims handed to the functions of ${staffRoutes.length} routes`, through);
}
