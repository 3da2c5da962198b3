import { Construct } from "constructs";
import type { Env as SubmitSuggestionEnv } from "#functions/submit-suggestion/handler.ts";
import type { Env as TrackSuggestionEnv } from "#functions/track-suggestion/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** The suggestion box: opinions, suggestions, complaints and praise, with or without a name. */
export class SuggestionBox extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const env = { SUGGESTIONS_TABLE: data.suggestions.name, DIRECTORY_TABLE: data.directory.name };

    const submit = new NodeFunction<SubmitSuggestionEnv>(this, "SubmitSuggestion", {
      description: "Takes what a citizen puts into the suggestion box and gives a receipt",
      env: { ...env, RECEIPT_KEY_SECRET: data.receiptKey.arn },
      facesThePublic: true,
    });
    data.suggestions.allow(submit, "PutItem", "GetItem");
    data.directory.allow(submit, "Query");
    data.receiptKey.allowReading(submit);
    api.openToAll(submit, "POST /api/suggestions");
    submit.alarmOnErrors("Citizens can't put anything into the suggestion box.");

    const track = new NodeFunction<TrackSuggestionEnv>(this, "TrackSuggestion", {
      description: "Shows the writer of a suggestion its state and takes further messages",
      env,
      facesThePublic: true,
    });
    data.suggestions.allow(track, "GetItem", "PutItem");
    data.directory.allow(track, "Query");
    api.openToAll(track, "GET /api/suggestions/{number}", "POST /api/suggestions/{number}/messages");
    track.alarmOnErrors("Writers of suggestions can't read the reply or add to what they wrote.");
  }
}
