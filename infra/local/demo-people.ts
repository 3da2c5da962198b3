import type { DemoPerson } from "./identity-pages.ts";

/** Who can log in at a demo, and who fills the directory. */
export const demoPeople: DemoPerson[] = [
  { staffId: "admin", name: "系统管理员", unit: "和田地区中心本部", rank: "管理员" },
];
