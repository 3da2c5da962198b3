import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { dayReason } from "#shared/contracts/day-reasons.ts";
import { DueQuery } from "#shared/contracts/due.ts";
import { openApi } from "#shared/contracts/openapi.ts";
import { isRefusal } from "#shared/domain/refusal.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { edition } from "#shared/rules/rule-pack.ts";
import { catalogue, listOffices, serviceBy, whyThisDay } from "./show-catalogue.ts";

export const Env = z.object({ DIRECTORY_TABLE: z.string(), DIRECTORY_CACHE_SECONDS: z.coerce.number() });
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const directory = directoryTable(dynamo(), env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS);

/** What anybody may know for five minutes. */
const open = { "cache-control": "public, max-age=300" };

/** The same for as long as the function lives: made when it is first asked for. */
let description: string | undefined;

/** Everything that is known without asking: services, offices, due days, the API itself. */
export const handler = httpFunction({
  "GET /api/healthz": route({}, async () => ({ status: 200, body: { status: "ok", rules: edition.version } })),
  "GET /api/openapi.json": route({}, async () => {
    description ??= JSON.stringify(openApi());
    return { status: 200, body: description, headers: open };
  }),
  "GET /api/services": route({}, async () => ({ status: 200, body: { items: catalogue }, headers: open })),
  "GET /api/services/{code}": route({ params: z.strictObject({ code: z.string().max(20) }) }, async ({ params }) => {
    const service = serviceBy(params.code);
    return isRefusal(service) ? service : { status: 200, body: service, headers: open };
  }),
  "GET /api/offices": route({}, async () => ({ status: 200, body: { items: await listOffices(directory) } })),
  "GET /api/calendar/due": route({ query: DueQuery }, async ({ query, language }) => {
    const answer = await whyThisDay(query, directory);
    if (isRefusal(answer)) return answer;
    const steps = answer.steps.map((step) => ({ ...step, reason: dayReason(step.reason, language) }));
    return {
      status: 200,
      body: { ...answer, steps },
      headers: { ...open, "content-language": language, vary: "accept-language" },
    };
  }),
});
