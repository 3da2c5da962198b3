import type { DirectoryKind } from "#shared/contracts/directory.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import type { Office, OutsideBody, RosterDay, Staff } from "#shared/domain/directory.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import type { DirectoryReader, DirectoryWriter } from "#shared/ports/directory-reader.ts";

type Entry = Office | Staff | RosterDay | OutsideBody;
type Directory = DirectoryReader & DirectoryWriter;

/** Who may fill an empty directory: the one person named when the system was deployed, as long as the directory does not know them. */
export const firstAdministrator = (
  directory: Pick<DirectoryReader, "member">,
  subject: string,
): Pick<DirectoryReader, "member"> => ({
  member: async (id) =>
    (await directory.member(id)) ??
    (id === subject
      ? {
          id,
          name: id,
          officeId: "",
          unitId: "",
          rank: "",
          roles: ["administrator"],
          active: true,
          phone: "",
          leave: [],
        }
      : undefined),
});

/** What the directory holds of one kind. */
export async function listEntries(
  kind: DirectoryKind,
  principal: Principal,
  directory: Directory,
): Promise<readonly unknown[] | Refusal> {
  if (!can(principal, { on: "directory", do: "read" })) return refuse("forbidden", "FIR-2");
  return directory.list(kind);
}

/** Keeps an entry under its id; everybody belongs to a unit that exists (FIR-2), and only they stand in a roster (FIR-3). */
export async function keepEntry(
  kind: DirectoryKind,
  givenId: string | undefined,
  entry: Entry,
  principal: Principal,
  directory: Directory,
): Promise<Entry | Refusal> {
  if (!can(principal, { on: "directory", do: "write" })) return refuse("forbidden", "FIR-9");
  const id = "date" in entry ? `${entry.officeId}@${entry.date}` : entry.id;
  if (givenId !== undefined && givenId !== id) return refuse("id-differs", "FIR-2", { id });
  const { offices, staff } = await directory.everybody();
  if ("unitId" in entry) {
    const { unitId, officeId } = entry;
    const office = offices.find((each) => each.units.some((unit) => unit.id === unitId));
    if (office?.id !== officeId) return refuse("unit-of-another-office", "FIR-2", { unit: unitId, office: officeId });
  }
  if ("date" in entry) {
    if (!offices.some((office) => office.id === entry.officeId))
      return refuse("unknown-office", "FIR-3", { office: entry.officeId });
    const unknown = entry.shifts
      .flatMap((shift) => shift.staffIds)
      .find((staffId) => !staff.some((person) => person.id === staffId && person.active));
    if (unknown !== undefined) return refuse("unknown-staff", "FIR-3", { staffId: unknown });
  }
  await directory.put(kind, id, entry);
  return entry;
}
