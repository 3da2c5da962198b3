import { Construct } from "constructs";
import type { Env as ShowCatalogueEnv } from "#functions/show-catalogue/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** What anybody may know without asking: services with materials and limits, offices, and why a day is the last one. */
export class ServiceCatalogue extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const show = new NodeFunction<ShowCatalogueEnv>(this, "ShowCatalogue", {
      description: "Shows services, offices, due days and the API's own description",
      env: { DIRECTORY_TABLE: data.directory.name },
      facesThePublic: true,
    });
    data.directory.allow(show, "Query");
    api.openToAll(
      show,
      "GET /api/healthz",
      "GET /api/openapi.json",
      "GET /api/services",
      "GET /api/services/{code}",
      "GET /api/offices",
      "GET /api/calendar/due",
    );
    api.everythingElse(show);
    show.alarmOnErrors("Citizens can't look up services and offices; the public form doesn't open.");
  }
}
