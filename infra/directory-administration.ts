import { Construct } from "constructs";
import type { Env as ManageDirectoryEnv } from "#functions/manage-directory/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";
import { readSettings } from "#infra/settings.ts";
import { staffEnv } from "#infra/staff-env.ts";

/** Offices, staff, roster, outside bodies, slots and the calendar are kept up to date by the centre itself. */
export class DirectoryAdministration extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const manage = new NodeFunction<ManageDirectoryEnv>(this, "ManageDirectory", {
      description: "Shows and changes the directory for administrators",
      env: {
        ...staffEnv(this),
        DIRECTORY_TABLE: data.directory.name,
        SLOTS_TABLE: data.slots.name,
        FIRST_ADMINISTRATOR: readSettings(this).firstAdministrator,
      },
    });
    data.directory.allow(manage, "Query", "GetItem", "PutItem");
    data.slots.allow(manage, "Query", "GetItem", "PutItem");
    api.openToStaff(
      manage,
      "GET /api/staff/directory/{kind}",
      "PUT /api/staff/directory/{kind}",
      "PUT /api/staff/directory/{kind}/{id}",
      "GET /api/staff/rules/calendar/{year}",
      "PUT /api/staff/rules/calendar/{year}",
    );
    manage.alarmOnErrors("Administrators can't change staff, roster or offices; inquiries may reach people who left.");
  }
}
