import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Clause, clauses } from "#shared/domain/clauses.ts";

const root = join(import.meta.dirname, "../..");
const suites = ["test/clauses", "test/scenarios", "test/suggestion", "test/conduct"];

interface Scenario {
  readonly title: string;
  readonly passed: boolean;
}

/** Runs the scenarios and reads from their report which passed. */
function runScenarios(): Scenario[] {
  const folder = mkdtempSync(join(tmpdir(), "clauses-"));
  const report = join(folder, "report.json");
  spawnSync("vitest", ["run", ...suites, "--reporter=json", `--outputFile=${report}`], { cwd: root, stdio: "ignore" });
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[];
  };
  rmSync(folder, { recursive: true });
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, passed: status === "passed" })),
  );
}

const mentions = (text: string, clause: Clause): boolean =>
  new RegExp(`(?<![\\w.-])${clause.replace(".", "\\.")}(?![\\d.]*\\d)`).test(text);

/** The files that carry a clause out: domain and functions name its id beside what they do. */
function carriersOf(clause: Clause, sources: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, text]) => (mentions(text, clause) ? [file] : []));
}

const files = execFileSync("git", ["ls-files", "shared", "functions", "web"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(ts|tsx|json)$/.test(file) && !file.endsWith("domain/clauses.ts"));
const sources = new Map(
  files.map((file) => [relative(root, join(root, file)), readFileSync(join(root, file), "utf8")]),
);
const scenarios = runScenarios();
let faults = 0;

for (const [clause, sentence] of Object.entries(clauses) as [Clause, string][]) {
  const carriers = carriersOf(clause, sources);
  const own = scenarios.filter(({ title }) => mentions(title, clause));
  const good = carriers.length > 0 && own.length > 0 && own.every(({ passed }) => passed);
  if (!good) faults += 1;
  console.log(`\n${good ? "✓" : "✗"} ${clause}  ${sentence.split("：")[1] ?? sentence}`);
  console.log(
    `    code       ${carriers.length > 0 ? carriers.slice(0, 5).join(", ") : "NONE"}${carriers.length > 5 ? ` (+${carriers.length - 5})` : ""}`,
  );
  if (own.length === 0) console.log("    scenarios  NONE");
  for (const { title, passed } of own) console.log(`    ${passed ? "pass" : "FAIL"}       ${title}`);
}
const total = Object.keys(clauses).length;
console.log(`\n${total - faults} of ${total} clauses carried by code and shown by passing scenarios.`);
process.exitCode = faults === 0 ? 0 : 1;
