import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limits } from "#shared/rules/rule-pack.ts";

const repository = join(import.meta.dirname, "../..");

/** A copy of the sources in which something can be changed. */
export function copyOfSources(from = repository): string {
  const root = mkdtempSync(join(tmpdir(), "shouwen-sources-"));
  for (const part of [
    "shared",
    "functions",
    "test/properties",
    "test/fakes",
    "infra/local/demo-directory.ts",
    "package.json",
  ])
    cpSync(join(from, part), join(root, part), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  return root;
}

/** Changes one place of a file; says so when the place is not there any more. */
export function changePlace(path: string, find: string, replace: string): void {
  const parts = readFileSync(path, "utf8").split(find);
  if (parts.length !== 2) throw new Error(`${find} occurs ${parts.length - 1} times in ${path}`);
  writeFileSync(path, parts.join(replace));
}

/** Rows of the limits as the release before published them. */
export const limitsBefore = limits.flatMap((row) =>
  row.code === "handling" ? [{ ...row, amount: 8, reminder: 0.5 }] : [],
);

/** What the release before did otherwise, each something a release may change: limits, pace, shards, what is asked and told. */
const before: readonly (readonly [file: string, find: string, replace: string])[] = [
  ["shared/rules/pack.json", '"version": "2026.11.1"', '"version": "2026.8.3"'],
  [
    "shared/rules/limits.json",
    '"subject": "inquiry", "amount": 5, "unit": "working-day", "reminder": 0.75',
    '"subject": "inquiry", "amount": 8, "unit": "working-day", "reminder": 0.5',
  ],
  ["shared/domain/notices.ts", "const DAY = 24 * 60 * MINUTE;", "const DAY = 12 * 60 * MINUTE;"],
  ["shared/aws/case-table.ts", "export const DUE_SHARDS = 4;", "export const DUE_SHARDS = 2;"],
  ["shared/domain/slot.ts", "const HOLD_MINUTES = 130;", "const HOLD_MINUTES = 140;"],
  ["shared/cases/settle.ts", "const ATTEMPTS = 5;", "const ATTEMPTS = 3;"],
];

/** The sources as they were a release ago, in a folder that goes when the process does: while a release is rolled out both run side by side. */
export function sourcesBefore(root = repository): string {
  const older = copyOfSources(root);
  for (const [file, find, replace] of before) changePlace(join(older, file), find, replace);
  process.once("exit", () => rmSync(older, { recursive: true, force: true }));
  return older;
}
