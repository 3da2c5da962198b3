import type { Directory, Staff } from "#shared/domain/directory.ts";

const person = (id: string, unitId: string, fields: Partial<Staff> = {}): Staff => ({
  id,
  name: id,
  officeId: unitId.startsWith("branch") ? "moyu" : "centre",
  unitId,
  rank: "officer",
  roles: ["officer"],
  active: true,
  phone: "0903-1",
  leave: [],
  ...fields,
});

const unit = (id: string, headId: string) => ({ id, name: { zh: id }, headId });

/** A small centre with everything the rules need: two offices, five units, deputies, somebody on leave, somebody gone. */
export const directory: Directory = {
  offices: [
    {
      id: "centre",
      name: { zh: "centre" },
      kind: "centre",
      address: "a",
      phone: "1",
      headId: "director",
      units: [
        unit("collection", "head-c"),
        unit("withdrawal", "head-w"),
        unit("credit", "head-l"),
        unit("office", "chief"),
      ],
    },
    {
      id: "moyu",
      name: { zh: "moyu" },
      kind: "branch",
      address: "b",
      phone: "2",
      headId: "head-b",
      units: [unit("branch", "head-b")],
    },
  ],
  staff: [
    person("director", "office", { rank: "director", roles: ["director"], deputyId: "chief" }),
    person("chief", "office", { rank: "section-chief", roles: ["head", "supervisor"] }),
    person("head-c", "collection", { rank: "section-chief", roles: ["head"], deputyId: "clerk-c" }),
    person("clerk-c", "collection"),
    person("head-w", "withdrawal", {
      rank: "section-chief",
      roles: ["head"],
      deputyId: "clerk-w",
      leave: [{ from: "2026-11-24", to: "2026-11-26" }],
    }),
    person("clerk-w", "withdrawal", { leave: [{ from: "2026-11-30", to: "2026-12-02" }], deputyId: "clerk-c" }),
    person("head-l", "credit", { rank: "section-chief", roles: ["head"] }),
    person("gone", "credit", { active: false }),
    person("head-b", "branch", { rank: "section-chief", roles: ["head"], deputyId: "clerk-b" }),
    person("clerk-b", "branch"),
  ],
  roster: [],
  outsideBodies: [
    { id: "registry", name: { zh: "不动产登记中心" }, address: "和田市1号", phone: "12345", matters: [] },
    { id: "nowhere", name: { zh: "某单位" }, address: "", phone: "", matters: [] },
  ],
};
