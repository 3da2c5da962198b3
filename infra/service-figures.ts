import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import type { Env as ReportFiguresEnv } from "#functions/report-figures/handler.ts";
import type { Env as ShowFiguresEnv } from "#functions/show-figures/handler.ts";
import type { Env as TallyFiguresEnv } from "#functions/tally-figures/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import { RegularStart } from "#infra/regular-start.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** How well the promises are kept: counted at night, published once a month, open to those who supervise at any time. */
export class ServiceFigures extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const tally = new NodeFunction<TallyFiguresEnv>(this, "TallyFigures", {
      description: "Counts the closed cases of the last months by unit and publishes the month that is over",
      env: {
        INQUIRIES_TABLE: data.inquiries.name,
        SUGGESTIONS_TABLE: data.suggestions.name,
        CONDUCT_TABLE: data.conduct.name,
        DIRECTORY_TABLE: data.directory.name,
        FIGURES_TABLE: data.figures.name,
      },
      memory: 1024,
      timeout: Duration.minutes(10),
    });
    data.inquiries.allowIndexes(tally, "closed");
    data.suggestions.allowIndexes(tally, "box");
    data.conduct.allowIndexes(tally, "register");
    data.directory.allow(tally, "Query");
    data.figures.allow(tally, "GetItem", "PutItem", "Query");
    new RegularStart(this, "Nightly", {
      starts: tally,
      description: "Starts the night's counting",
      at: "cron(10 2 * * ? *)",
      tryFor: Duration.hours(4),
      again: 2,
      whoSuffers: "The night's counting came to nothing: figures of past months don't know of late ratings.",
    });
    tally.alarmOnErrors("The night's counting failed: figures of past months stand still, nothing new is published.");

    const report = new NodeFunction<ReportFiguresEnv>(this, "ReportFigures", {
      description: "Figures, export and weekly digests for those who supervise",
      env: {
        ...staffEnv(this),
        INQUIRIES_TABLE: data.inquiries.name,
        DIRECTORY_TABLE: data.directory.name,
        FIGURES_TABLE: data.figures.name,
      },
      memory: 1024,
      timeout: Duration.seconds(25),
    });
    data.inquiries.allowIndexes(report, "closed", "unit");
    data.directory.allow(report, "Query", "GetItem");
    data.figures.allow(report, "GetItem", "Query");
    api.openToStaff(
      report,
      "GET /api/staff/figures",
      "GET /api/staff/export.csv",
      "GET /api/staff/digests",
      "GET /api/staff/digests/{week}",
    );
    report.alarmOnErrors("The office and the director see neither figures nor digests.");

    const show = new NodeFunction<ShowFiguresEnv>(this, "ShowFigures", {
      description: "Shows everybody how well the promises are kept",
      env: { FIGURES_TABLE: data.figures.name },
      facesThePublic: true,
    });
    data.figures.allow(show, "GetItem");
    api.openToAll(show, "GET /api/published/figures");
    show.alarmOnErrors("Citizens can't see how well the promises are kept.");
  }
}
