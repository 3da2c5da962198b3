import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { inquiryWatch } from "#shared/aws/inquiry-watch.ts";
import { publish } from "#shared/lambda/metrics.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { watchOperations } from "./watch-operations.ts";

export const Env = z.object({ INQUIRIES_TABLE: z.string(), DIRECTORY_TABLE: z.string() });
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const ports = {
  cases: inquiryWatch(client, env.INQUIRIES_TABLE),
  directory: directoryTable(client, env.DIRECTORY_TABLE),
};

/** Every five minutes: how late the oldest due case is, how many are open, whether next year's calendar is there. */
export const handler = async () => publish(await watchOperations(new Date().toISOString(), ports));
