import { Construct } from "constructs";
import type { Env as ShowSlotsEnv } from "#functions/show-slots/handler.ts";
import { NodeFunction } from "#infra/node-function.ts";
import type { ServiceParts } from "#infra/service-parts.ts";

/** Times at desks that citizens and staff can book (FIR-5.1). */
export class AppointmentSlots extends Construct {
  constructor(scope: Construct, id: string, { data, api }: ServiceParts) {
    super(scope, id);
    const show = new NodeFunction<ShowSlotsEnv>(this, "ShowSlots", {
      description: "Shows the times at which an office still takes somebody",
      env: { SLOTS_TABLE: data.slots.name },
      facesThePublic: true,
    });
    data.slots.allow(show, "Query");
    api.openToAll(show, "GET /api/appointments/slots");
    show.alarmOnErrors("Citizens can't see which times are free, nor book one.");
  }
}
