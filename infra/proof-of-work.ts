import { Construct } from "constructs";
import type { Env as IssueChallengeEnv } from "#functions/issue-challenge/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";

/** The little work that a browser does before it may send a public form: a flood pays for every drop of it. */
export class ProofOfWork extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const { proofOfWork, proofOfWorkEffort } = readSettings(this);
    const issue = new NodeFunction<IssueChallengeEnv>(this, "IssueChallenge", {
      description: "Gives a browser a proof-of-work challenge, harder the more are asked for",
      env: {
        SPENT_TABLE: data.spent.name,
        RECEIPT_KEY_SECRET: data.receiptKey.arn,
        PROOF_OF_WORK: proofOfWork,
        PROOF_OF_WORK_EFFORT: String(proofOfWorkEffort),
      },
      facesThePublic: true,
    });
    data.spent.allow(issue, "UpdateItem");
    data.receiptKey.allowReading(issue);
    api.openToAll(issue, "POST /api/challenges");
    issue.alarmOnErrors("Citizens can't send the public forms: their browsers get no challenge.");
  }
}
