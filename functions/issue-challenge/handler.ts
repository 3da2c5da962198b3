import * as z from "zod";
import { altchaChallenges } from "#shared/aws/altcha-challenges.ts";
import { dynamo, secretsManager } from "#shared/aws/clients.ts";
import { challengeKey } from "#shared/aws/receipt-key.ts";
import { spentTable } from "#shared/aws/spent-table.ts";
import { issueChallenge } from "#shared/cases/proof-of-work.ts";
import { ChallengeRequest, ProofOfWorkMode } from "#shared/contracts/proof-of-work.ts";
import { httpFunction, route } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";

export const Env = z.object({
  SPENT_TABLE: z.string(),
  RECEIPT_KEY_SECRET: z.string(),
  PROOF_OF_WORK: ProofOfWorkMode,
  PROOF_OF_WORK_EFFORT: z.coerce.number().int().min(2),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const ports = {
  spent: spentTable(dynamo(), env.SPENT_TABLE),
  challenges: altchaChallenges(challengeKey(secretsManager(), env.RECEIPT_KEY_SECRET)),
};

/** A proof-of-work challenge for a public form: POST /api/challenges. No content says that none is wanted. */
export const handler = httpFunction({
  "POST /api/challenges": route({ body: ChallengeRequest }, async ({ body, now }) =>
    env.PROOF_OF_WORK === "off"
      ? { status: 204, body: "" }
      : { status: 201, body: await issueChallenge({ ...body, effort: env.PROOF_OF_WORK_EFFORT, now }, ports) },
  ),
});
