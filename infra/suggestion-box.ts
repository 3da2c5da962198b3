import { Construct } from "constructs";
import type { Env as ReviewSuggestionsEnv } from "#functions/review-suggestions/handler.ts";
import type { Env as SubmitSuggestionEnv } from "#functions/submit-suggestion/handler.ts";
import type { Env as TrackSuggestionEnv } from "#functions/track-suggestion/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** The suggestion box: opinions, suggestions, complaints and praise, with or without a name, and the office that answers them. */
export class SuggestionBox extends Construct {
  constructor(scope: Construct, id: string, { data, api, urgentReports, escalations }: ServiceParts) {
    super(scope, id);
    const env = {
      SUGGESTIONS_TABLE: data.suggestions.name,
      DIRECTORY_TABLE: data.directory.name,
      RECEIPT_KEY_SECRET: data.receiptKey.arn,
    };

    const submit = new NodeFunction<SubmitSuggestionEnv>(this, "SubmitSuggestion", {
      description: "Takes what a citizen puts into the suggestion box and gives a receipt",
      env: { ...env, SPENT_TABLE: data.spent.name, PROOF_OF_WORK: readSettings(this).proofOfWork },
      facesThePublic: true,
    });
    data.spent.allow(submit, "PutItem");
    data.suggestions.allow(submit, "PutItem", "GetItem");
    data.directory.allow(submit, "Query");
    data.receiptKey.allowReading(submit);
    api.openToAll(submit, "POST /api/suggestions");
    submit.alarmOnErrors("Citizens can't put anything into the suggestion box.");

    const track = new NodeFunction<TrackSuggestionEnv>(this, "TrackSuggestion", {
      description: "Shows the writer of a suggestion its state and takes further messages; shows all what is published",
      env,
      facesThePublic: true,
    });
    data.suggestions.allow(track, "GetItem", "PutItem");
    data.suggestions.allowIndexes(track, "published");
    data.directory.allow(track, "Query");
    data.receiptKey.allowReading(track);
    api.openToAll(
      track,
      "GET /api/suggestions/{number}",
      "POST /api/suggestions/{number}/messages",
      "GET /api/published/suggestions",
    );
    track.alarmOnErrors("Writers of suggestions can't read the reply or add to what they wrote.");

    const review = new NodeFunction<ReviewSuggestionsEnv>(this, "ReviewSuggestions", {
      description: "Lets the office review, assign, answer and publish suggestions, and act on them",
      env: {
        ...env,
        ...staffEnv(this),
        BOXES_TABLE: data.boxes.name,
        CONDUCT_TABLE: data.conduct.name,
        INQUIRIES_TABLE: data.inquiries.name,
        URGENT_QUEUE_URL: urgentReports.queue.queueUrl,
        ESCALATIONS_QUEUE_URL: escalations.queue.queueUrl,
      },
    });
    data.suggestions.allow(review, "GetItem", "PutItem");
    data.suggestions.allowIndexes(review, "box");
    data.boxes.allow(review, "GetItem", "PutItem");
    data.conduct.allow(review, "GetItem", "PutItem");
    data.inquiries.allow(review, "GetItem", "PutItem");
    data.directory.allow(review, "Query", "GetItem");
    data.receiptKey.allowReading(review);
    urgentReports.allowSending(review);
    escalations.allowSending(review);
    api.openToStaff(
      review,
      "GET /api/staff/suggestions",
      "POST /api/staff/suggestions",
      "GET /api/staff/suggestions/{number}",
      "GET /api/staff/box-openings",
      "POST /api/staff/box-openings",
      "POST /api/staff/suggestions/{number}/commands",
    );
    review.alarmOnErrors("The office can't open the suggestion box nor answer what lies in it while limits run.");
  }
}
