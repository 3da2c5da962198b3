import { staff } from "#infra/local/demo-directory.ts";
import type { Role } from "#shared/domain/directory.ts";
import type { Actors } from "#test/scenarios/stack.ts";

/** Who tries: every role, in the unit a matter belongs to, beside it, in another unit and in another office. */
export const cast = {
  aysha: { roles: ["officer"], unitId: "collection", inChargeOf: [] },
  adil: { roles: ["officer"], unitId: "collection", inChargeOf: [] },
  "wang-min": { roles: ["head"], unitId: "collection", inChargeOf: ["collection"] },
  rena: { roles: ["officer"], unitId: "withdrawal", inChargeOf: [] },
  "chen-hao": { roles: ["head"], unitId: "withdrawal", inChargeOf: ["withdrawal"] },
  "liu-fang": { roles: ["head"], unitId: "credit", inChargeOf: ["credit"] },
  kaisar: { roles: ["head"], unitId: "moyu-branch", inChargeOf: ["moyu-branch"] },
  gulinar: { roles: ["head", "supervisor"], unitId: "office", inChargeOf: ["office"] },
  "zhang-jianguo": {
    roles: ["director"],
    unitId: "office",
    inChargeOf: ["collection", "withdrawal", "credit", "office", "moyu-branch"],
  },
  admin: { roles: ["officer", "administrator"], unitId: "office", inChargeOf: [] },
} as const satisfies Record<
  string,
  { readonly roles: readonly Role[]; readonly unitId: string; readonly inChargeOf: readonly string[] }
>;

export type Person = keyof typeof cast;
export const people = Object.keys(cast) as Person[];

/** Somebody who has left: active in no way, whatever their roles were. */
export const LEFT = "left";

/** Adds to the demo directory whom the matrix needs beside it. */
export async function hire(as: Actors["as"]): Promise<void> {
  const officer = staff.find(({ id }) => id === "aysha");
  const director = staff.find(({ id }) => id === "zhang-jianguo");
  for (const entry of [
    { ...officer, id: "adil", name: "阿迪力" },
    {
      ...director,
      id: LEFT,
      name: "离职者",
      active: false,
      roles: ["officer", "head", "supervisor", "director", "administrator"],
    },
  ]) {
    const { status, body } = await as("admin")("PUT", `/api/staff/directory/staff/${entry.id}`, entry);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }
}
