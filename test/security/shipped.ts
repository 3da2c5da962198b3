import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { environment, type FunctionName, type Handler, loadHandlers } from "#test/simulation/handlers.ts";

const FUNCTIONS = join(import.meta.dirname, "../../functions");

/** Each route with the function that answers it, as the handlers themselves have it. */
export const answered: readonly (readonly [route: string, name: string])[] = readdirSync(FUNCTIONS).flatMap((name) =>
  [
    ...readFileSync(join(FUNCTIONS, name, "handler.ts"), "utf8").matchAll(
      /^ {2}"((?:GET|POST|PUT|DELETE) \/[^"]+)":/gm,
    ),
  ].map(([, route = ""]) => [route, name] as const),
);

/** What functions outside of the simulation find in their environment, beside what those in it do. */
const further = {
  PROPOSED_RULES: "1",
  PROOF_OF_WORK_EFFORT: "40",
} as const;

let loaded: Promise<Readonly<Record<FunctionName, Handler>>> | undefined;

/** The shipped handlers in the simulated world, logging everything a function ever logs: what is not written can't be searched. */
export const shippedHandlers = () => {
  loaded ??= loadHandlers(undefined, { ...further, LOG_LEVEL: "DEBUG", POWERTOOLS_METRICS_DISABLED: "false" });
  return loaded;
};

/** Any shipped handler by its folder, in the simulated world. */
export async function shippedHandler(name: string): Promise<Handler> {
  await shippedHandlers();
  const { handler } = await import(pathToFileURL(join(FUNCTIONS, name, "handler.ts")).href);
  return handler as Handler;
}

/** The claims of an honest token, as the gateway hands them on. */
export const honestClaims = (sub: string, now: number): Readonly<Record<string, string>> => ({
  sub,
  iss: environment.OIDC_ISSUER,
  aud: environment.OIDC_AUDIENCE,
  exp: String(now / 1000 + 7200),
});
