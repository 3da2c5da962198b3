import * as z from "zod";
import { dynamo } from "#shared/aws/clients.ts";
import { directoryTable } from "#shared/aws/directory-table.ts";
import { slotTable } from "#shared/aws/slot-table.ts";
import { Slot } from "#shared/contracts/appointment.ts";
import { CalendarYear } from "#shared/contracts/calendar.ts";
import {
  CalendarParams,
  DirectoryItemParams,
  DirectoryListParams,
  directoryKinds,
} from "#shared/contracts/directory.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { isRefusal, type Refusal, refuse } from "#shared/domain/refusal.ts";
import { checked, httpFunction } from "#shared/lambda/http.ts";
import { readSettings } from "#shared/lambda/settings.ts";
import { staffRoute } from "#shared/lambda/staff.ts";
import { loadYear, showYear } from "./load-calendar.ts";
import { firstAdministrator, keepEntry, listEntries } from "./manage-directory.ts";
import { keepSlot, listSlots } from "./manage-slots.ts";

export const Env = z.object({
  DIRECTORY_TABLE: z.string(),
  SLOTS_TABLE: z.string(),
  FIRST_ADMINISTRATOR: z.string(),
  OIDC_ISSUER: z.string(),
  OIDC_AUDIENCE: z.string(),
});
export type Env = z.infer<typeof Env>;

const env = readSettings(Env);
const client = dynamo();
const directory = directoryTable(client, env.DIRECTORY_TABLE);
const ports = { directory, slots: slotTable(client, env.SLOTS_TABLE) };
const staff = staffRoute(env, firstAdministrator(directory, env.FIRST_ADMINISTRATOR));

const answered = (result: unknown) => (isRefusal(result) ? result : { status: 200, body: result });
const listed = (items: readonly unknown[] | Refusal) => (isRefusal(items) ? items : { status: 200, body: { items } });

const shapes = { ...directoryKinds, slots: Slot };

/** Keeps an entry under the id in its path, or under the one it bears itself; one that is whole but of another kind is refused as such. */
const keep = async (
  kind: z.infer<typeof DirectoryListParams>["kind"],
  id: string | undefined,
  body: unknown,
  principal: Principal,
) => {
  if (!can(principal, { on: "directory", do: "write" })) return refuse("forbidden", "FIR-9");
  const fits = (shape: z.ZodType) => shape.safeParse(body).success;
  if (!fits(shapes[kind]) && Object.values(shapes).some(fits))
    return refuse("entry-of-another-kind", "FIR-2", { kind });
  if (kind === "slots") return keepSlot(id, checked("body", Slot, body), principal, ports);
  return keepEntry(kind, id, checked("body", directoryKinds[kind], body), principal, directory);
};

/** The directory, the slots and the calendar: /api/staff/directory/{kind}, /api/staff/rules/calendar/{year}. */
export const handler = httpFunction({
  "GET /api/staff/directory/{kind}": staff({ params: DirectoryListParams }, async ({ params, now }, principal) =>
    listed(
      params.kind === "slots"
        ? await listSlots(principal, now, ports)
        : await listEntries(params.kind, principal, directory),
    ),
  ),
  "PUT /api/staff/directory/{kind}": staff(
    { params: DirectoryListParams, body: z.unknown() },
    async ({ params: { kind }, body }, principal) => answered(await keep(kind, undefined, body, principal)),
  ),
  "PUT /api/staff/directory/{kind}/{id}": staff(
    { params: DirectoryItemParams, body: z.unknown() },
    async ({ params: { kind, id }, body }, principal) => answered(await keep(kind, id, body, principal)),
  ),
  "GET /api/staff/rules/calendar/{year}": staff({ params: CalendarParams }, async ({ params }, principal) =>
    answered(await showYear(params.year, principal, directory)),
  ),
  "PUT /api/staff/rules/calendar/{year}": staff(
    { params: CalendarParams, body: CalendarYear },
    async ({ params, body, now }, principal) => answered(await loadYear(params.year, body, principal, now, directory)),
  ),
});
