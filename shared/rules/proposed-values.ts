import { rulePack } from "./rule-pack.ts";

const countIn = (value: unknown): number => {
  if (typeof value !== "object" || value === null) return 0;
  const own = "status" in value && value.status === "proposed" ? 1 : 0;
  return Object.values(value).reduce((sum: number, part) => sum + countIn(part), own);
};

/** How many values of the rule pack still wait for the centre's decision. */
export const proposedValues = (): number => countIn(rulePack);
