import crypto from "node:crypto";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { nextSalt, now } from "./present.ts";
import { MOST_RECEIVES } from "./queues.ts";

/** A function as Lambda calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** The functions that take part, by their folders, with the routes they answer. */
export const routesOf = {
  "register-inquiry": ["POST /api/inquiries"],
  "track-inquiry": ["GET /api/inquiries/{number}"],
  "continue-inquiry": [
    "POST /api/inquiries/{number}/messages",
    "POST /api/inquiries/{number}/materials",
    "POST /api/inquiries/{number}/rating",
    "POST /api/inquiries/{number}/appointment",
  ],
  "record-contact": ["POST /api/staff/inquiries"],
  "list-inquiries": ["GET /api/staff/inquiries"],
  "show-inquiry": ["GET /api/staff/inquiries/{number}"],
  "command-inquiry": ["POST /api/staff/inquiries/{number}/commands"],
  "read-inbox": ["GET /api/staff/me", "GET /api/staff/inbox", "POST /api/staff/inbox/{notice}/acknowledge"],
  "submit-suggestion": ["POST /api/suggestions"],
  "track-suggestion": ["GET /api/suggestions/{number}", "POST /api/suggestions/{number}/messages"],
  "review-suggestions": [
    "GET /api/staff/suggestions",
    "GET /api/staff/suggestions/{number}",
    "POST /api/staff/suggestions/{number}/commands",
  ],
  "keep-conduct": [
    "GET /api/staff/conduct",
    "POST /api/staff/conduct",
    "GET /api/staff/conduct/{id}",
    "POST /api/staff/conduct/{id}/commands",
  ],
  "keep-inspections": [
    "GET /api/staff/inspections",
    "POST /api/staff/inspections",
    "GET /api/staff/inspections/{number}",
    "POST /api/staff/inspections/{number}/commands",
  ],
  "manage-directory": ["PUT /api/staff/directory/{kind}/{id}", "PUT /api/staff/rules/calendar/{year}"],
  "audit-deadlines": [],
  "deliver-notice": [],
  "notify-out": [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FunctionName = keyof typeof routesOf;

/** What the functions find in their environment. */
export const environment = {
  INQUIRIES_TABLE: "inquiries",
  SUGGESTIONS_TABLE: "suggestions",
  BOXES_TABLE: "boxes",
  CONDUCT_TABLE: "conduct",
  DIRECTORY_TABLE: "directory",
  FIGURES_TABLE: "figures",
  NOTICES_TABLE: "notices",
  INSPECTIONS_TABLE: "inspections",
  SLOTS_TABLE: "slots",
  SPENT_TABLE: "spent",
  URGENT_QUEUE_URL: "urgent-reports",
  ESCALATIONS_QUEUE_URL: "escalations",
  OUTWARD_QUEUE_URL: "outward",
  OUTWARD_ATTEMPTS: String(MOST_RECEIVES),
  WEBHOOKS_SECRET: "webhooks",
  NOTICE_TOPIC_ARN: "arn:aws:sns:us-east-1:000000000000:notices",
  PORTAL_URL: "https://portal.test/",
  RECEIPT_KEY_SECRET: "receipt-key",
  OIDC_ISSUER: "https://issuer.test",
  OIDC_AUDIENCE: "shouwen-staff",
  FIRST_ADMINISTRATOR: "admin",
  PROOF_OF_WORK: "required",
  // What was read in the world of one seed must not be known in the next.
  DIRECTORY_CACHE_SECONDS: "0",
  LOG_LEVEL: "SILENT",
  POWERTOOLS_METRICS_DISABLED: "true",
  AWS_REGION: "us-east-1",
} as const;

const RealDate = Date;

/** The clock of the run that asks; a date that is named is what it is. */
class SimulatedDate extends RealDate {
  constructor(...named: readonly unknown[]) {
    if (named.length === 0) super(now());
    else super(...(named as [number]));
  }

  static override now(): number {
    return now();
  }
}

const repository = join(import.meta.dirname, "../..");

const here = (file: string): string => pathToFileURL(join(import.meta.dirname, file)).href;

/** What the functions reach the world through, and what stands in for it. */
const standIns: readonly (readonly [original: string, standIn: string])[] = [
  ["/shared/aws/clients.ts", here("clients.ts")],
  ["/shared/aws/altcha-challenges.ts", here("challenges.ts")],
  ["/shared/aws/webhooks.ts", here("webhooks.ts")],
];

/** Loads the shipped handlers of a source tree, with its clients, clock and randomness taken from the world that is simulated. */
export async function loadHandlers(
  root = repository,
  otherwise: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<FunctionName, Handler>>> {
  Object.assign(process.env, environment, otherwise);
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      const standIn = standIns.find(([original]) => resolved.url.endsWith(original));
      return standIn ? { ...resolved, url: standIn[1] } : resolved;
    },
  });
  const names = Object.keys(routesOf) as FunctionName[];
  const loaded = await Promise.all(
    names.map(async (name) => {
      const { handler } = await import(pathToFileURL(join(root, "functions", name, "handler.ts")).href);
      return [name, handler as Handler] as const;
    }),
  );
  globalThis.Date = SimulatedDate as DateConstructor;
  Object.assign(crypto, {
    randomBytes: (size: number) => crypto.createHash("sha512").update(String(nextSalt())).digest().subarray(0, size),
  });
  syncBuiltinESMExports();
  return Object.fromEntries(loaded) as Record<FunctionName, Handler>;
}
