import { Construct } from "constructs";
import type { Env as KeepConductEnv } from "#functions/keep-conduct/handler.ts";
import type { Env as KeepInspectionsEnv } from "#functions/keep-inspections/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** The supervising office at work: the conduct register and the records of its inspections. */
export class Supervision extends Construct {
  constructor(scope: Construct, id: string, { data, api, escalations }: ServiceParts) {
    super(scope, id);
    const env = {
      ...staffEnv(this),
      DIRECTORY_TABLE: data.directory.name,
      ESCALATIONS_QUEUE_URL: escalations.queue.queueUrl,
    };

    const conduct = new NodeFunction<KeepConductEnv>(this, "KeepConduct", {
      description: "Keeps the conduct register: suspected breaches, hearings, decisions, measures, appeals",
      env: { ...env, CONDUCT_TABLE: data.conduct.name },
    });
    data.conduct.allow(conduct, "GetItem", "PutItem");
    data.conduct.allowIndexes(conduct, "register");
    data.directory.allow(conduct, "Query", "GetItem");
    escalations.allowSending(conduct);
    api.openToStaff(
      conduct,
      "GET /api/staff/conduct",
      "POST /api/staff/conduct",
      "GET /api/staff/conduct/{id}",
      "POST /api/staff/conduct/{id}/commands",
    );
    conduct.alarmOnErrors("Suspected breaches are neither heard nor decided, and nobody can state their case.");

    const inspections = new NodeFunction<KeepInspectionsEnv>(this, "KeepInspections", {
      description: "Keeps the records of the office's inspections and what has been put right since",
      env: { ...env, INSPECTIONS_TABLE: data.inspections.name },
    });
    data.inspections.allow(inspections, "GetItem", "PutItem");
    data.inspections.allowIndexes(inspections, "month");
    data.directory.allow(inspections, "Query", "GetItem");
    escalations.allowSending(inspections);
    api.openToStaff(
      inspections,
      "GET /api/staff/inspections",
      "POST /api/staff/inspections",
      "GET /api/staff/inspections/{number}",
      "POST /api/staff/inspections/{number}/commands",
    );
    inspections.alarmOnErrors("The office can't record what its inspections find, nor heads what they put right.");
  }
}
