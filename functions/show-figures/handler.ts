import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { figuresTable } from "#shared/aws/figures-table.ts";
import type { PublishedFigures } from "#shared/contracts/figures.ts";
import { protection } from "#shared/domain/figures/protect.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({ FIGURES_TABLE: z.string() });
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const figures = figuresTable(dynamo(), env.FIGURES_TABLE);

const notYet: PublishedFigures = { month: null, asOf: null, protection: { ...protection }, periods: [] };

/** What everybody may know of how well the promises are kept: GET /api/published/figures (FIR-1). */
export const handler = httpFunction({
  "GET /api/published/figures": route({}, async () => ({
    status: 200,
    body: (await figures.published()) ?? notYet,
    headers: { "cache-control": "public, max-age=300" },
  })),
});
