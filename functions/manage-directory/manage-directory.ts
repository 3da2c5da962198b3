import { type DirectoryKind, directoryKinds } from "#shared/contracts/directory.ts";
import { can, type Principal } from "#shared/domain/authorisation.ts";
import { type RosterDay, type Staff, unitOf } from "#shared/domain/directory.ts";
import { type Refusal, refuse } from "#shared/domain/refusal.ts";
import { checked } from "#shared/lambda/http.ts";
import type { DirectoryReader, DirectoryWriter } from "#shared/ports/directory-reader.ts";

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

/** Keeps an entry under its id; everybody belongs to a unit that exists (FIR-2). */
export async function keepEntry(
  kind: DirectoryKind,
  id: string,
  entry: unknown,
  principal: Principal,
  directory: Directory,
): Promise<unknown> {
  if (!can(principal, { on: "directory", do: "write" })) return refuse("forbidden", "FIR-9");
  const kept = checked("body", directoryKinds[kind], entry);
  const ownId = kind === "roster" ? `${(kept as RosterDay).officeId}@${(kept as RosterDay).date}` : (kept as Staff).id;
  if (ownId !== id) return refuse("id-differs");
  if (kind === "staff") {
    const { unitId, officeId } = kept as Staff;
    const place = unitOf(await directory.everybody(), unitId);
    if (place?.office.id !== officeId)
      return refuse("unit-of-another-office", "FIR-2", { unit: unitId, office: officeId });
  }
  if (kind === "roster") {
    const { offices } = await directory.everybody();
    const { officeId } = kept as RosterDay;
    if (!offices.some((office) => office.id === officeId))
      return refuse("unknown-office", "FIR-3", { office: officeId });
  }
  await directory.put(kind, id, kept);
  return kept;
}
