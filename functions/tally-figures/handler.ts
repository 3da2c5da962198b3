import type { Context } from "aws-lambda";
import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { closedCases } from "#shared/aws/closed-cases.ts";
import { conductTable } from "#shared/aws/conduct-table.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { figuresTable } from "#shared/aws/figures-table.ts";
import { suggestionTable } from "#shared/aws/suggestion-table.ts";
import { correlateWith, log } from "#shared/lambda/log.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { tallyFigures } from "./tally-figures.ts";

export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  SUGGESTIONS_TABLE: z.string(),
  CONDUCT_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
  FIGURES_TABLE: z.string(),
  DIRECTORY_CACHE_SECONDS: z.coerce.number(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  cases: closedCases(client, env.INQUIRIES_TABLE),
  box: suggestionTable(client, env.SUGGESTIONS_TABLE),
  conduct: conductTable(client, env.CONDUCT_TABLE),
  figures: figuresTable(client, env.FIGURES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE, env.DIRECTORY_CACHE_SECONDS),
};

/** Started by the schedule with nothing; by hand with a month to count from, or to publish the last month again. */
const Order = z.strictObject({
  from: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
    .optional(),
  publishAgain: z.boolean().optional(),
  correlationId: z.string().optional(),
});

/** The night's counting. */
export const handler = async (event: unknown, context: Context) => {
  const { correlationId, ...order } = Order.parse(event ?? {});
  correlateWith(correlationId ?? context.awsRequestId);
  const counted = await tallyFigures({ now: new Date().toISOString(), ...order }, ports);
  log.info("counted", { ...counted });
  return counted;
};
