import { Construct } from "constructs";
import type { Env as ContinueInquiryEnv } from "#functions/continue-inquiry/handler.ts";
import type { Env as TrackInquiryEnv } from "#functions/track-inquiry/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** The citizen's side of a running inquiry: see where it is, write, bring materials, meet, rate. */
export class InquiryTracking extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const env = { INQUIRIES_TABLE: data.inquiries.name, DIRECTORY_TABLE: data.directory.name };

    const track = new NodeFunction<TrackInquiryEnv>(this, "TrackInquiry", {
      description: "Shows a citizen with number and secret where the inquiry is",
      env,
      facesThePublic: true,
    });
    data.inquiries.allow(track, "GetItem");
    data.directory.allow(track, "Query");
    api.openToAll(track, "GET /api/inquiries/{number}");
    track.alarmOnErrors("Citizens can't see where their inquiry is, nor read its answer.");

    const goOn = new NodeFunction<ContinueInquiryEnv>(this, "ContinueInquiry", {
      description: "Takes a citizen's message, materials, rating or appointment for a running inquiry",
      env: { ...env, SLOTS_TABLE: data.slots.name },
      facesThePublic: true,
    });
    data.inquiries.allow(goOn, "GetItem", "PutItem");
    data.directory.allow(goOn, "Query");
    data.slots.allow(goOn, "GetItem", "PutItem");
    api.openToAll(
      goOn,
      "POST /api/inquiries/{number}/messages",
      "POST /api/inquiries/{number}/materials",
      "POST /api/inquiries/{number}/rating",
      "POST /api/inquiries/{number}/appointment",
    );
    goOn.alarmOnErrors("Citizens can't add to their inquiry; limits paused for their materials stay paused.");
  }
}
