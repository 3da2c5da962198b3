import { Construct } from "constructs";
import type { Env as ManageDirectoryEnv } from "#functions/manage-directory/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** Offices, staff, roster and outside bodies are kept up to date by the centre itself. */
export class DirectoryAdministration extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const manage = new NodeFunction<ManageDirectoryEnv>(this, "ManageDirectory", {
      description: "Shows and changes the directory for administrators",
      env: {
        ...staffEnv(this),
        DIRECTORY_TABLE: data.directory.name,
        FIRST_ADMINISTRATOR: readSettings(this).firstAdministrator,
      },
    });
    data.directory.allow(manage, "Query", "GetItem", "PutItem");
    api.openToStaff(manage, "GET /api/staff/directory/{kind}", "PUT /api/staff/directory/{kind}/{id}");
    manage.alarmOnErrors("Administrators can't change staff, roster or offices; inquiries may reach people who left.");
  }
}
