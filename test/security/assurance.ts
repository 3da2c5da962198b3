import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "10000" },
    requests: { type: "string", default: "500" },
    seconds: { type: "string", default: "120" },
    full: { type: "boolean", default: false },
    skip: { type: "string", default: "" },
  },
});

const root = join(import.meta.dirname, "../..");

interface Said {
  readonly code: number | null;
  readonly lines: readonly string[];
}

const run = (script: string, ...args: readonly string[]): Promise<Said> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "test", script), ...args], { cwd: root });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.once("close", (code) => resolve({ code, lines: said.trim().split("\n") }));
  });

const last = ({ lines }: Said, count = 1): string => lines.slice(-count).join("; ");
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

interface Checked {
  readonly attack: string;
  readonly control: string;
  readonly tried: string;
  readonly result: string;
  readonly holds: boolean;
}

const security = async (): Promise<string[]> => {
  const rows: string[] = [];
  for (const group of ["code", "build", "repository", "world", "door"]) {
    const command = `npm run security -- ${values.full ? "--full " : ""}--only ${group}`;
    const { lines } = await run("security/run.ts", "--json", ...(values.full ? ["--full"] : []), "--only", group);
    const results = JSON.parse(lines.at(-1) ?? "[]") as Checked[];
    for (const { attack, control, tried, result, holds } of results)
      rows.push(row(attack, control, `${tried}: ${result}`, holds ? "holds" : "**broken**", `\`${command}\``));
  }
  return rows;
};

interface Tested {
  readonly attack: string;
  readonly control: string;
  readonly shown: string;
  readonly files: readonly string[];
}

/** Rows that tests show, where a count of attempts says less than what each of them asserts. */
const tested: readonly Tested[] = [
  {
    attack: "Script in what people write",
    control: "Texts are shown as text under a policy without inline script",
    shown:
      "two hundred payloads in every field that is shown, on every public page and in the staff's portal, in a real browser",
    files: [
      "-c",
      "vitest.browser.config.ts",
      "test/browser/public/injection.test.ts",
      "test/browser/staff/injection.test.ts",
    ],
  },
  {
    attack: "A proof of work forged, spliced, from another form, expired",
    control: "Signed challenges, bound to form and expiry",
    shown: "with the library that makes and checks them",
    files: ["test/proof-of-work"],
  },
  {
    attack: "Rights wider than needed; queues and tables open to others; findings of cdk-nag",
    control: "Exact actions on exact resources; AwsSolutions, Serverless and NIST 800-53 R5 in both partitions",
    shown: "asserted of the template, and enforced by the local stack",
    files: ["test/infra", "test/local/permissions.test.ts"],
  },
  {
    attack: "A schedule that stops, an alarm nobody gets",
    control: "A watch of its own, alarms on silence, a runbook for each",
    shown: "asserted of the template and of the watch",
    files: ["test/infra/alarms.test.ts", "test/operations"],
  },
  {
    attack: "A double that is kinder than the service",
    control: "One contract for the simulated table and the emulator's",
    shown: "the same sentences of both",
    files: ["test/contract"],
  },
];

const tests = async (): Promise<string[]> => {
  const rows: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "shouwen-assurance-"));
  for (const { attack, control, shown, files } of tested) {
    const report = join(folder, "report.json");
    const how = ["run", "--reporter=json", `--outputFile=${report}`];
    const { code } = await run("../node_modules/vitest/vitest.mjs", ...how, ...files);
    const { numTotalTests = 0, numPassedTests = 0 } = JSON.parse(readFileSync(report, "utf8")) as Record<
      string,
      number
    >;
    const figure = `${shown}: ${numPassedTests} of ${numTotalTests} tests pass`;
    const holds = code === 0 && numTotalTests > 0 && numPassedTests === numTotalTests;
    rows.push(row(attack, control, figure, holds ? "holds" : "**broken**", `\`npx vitest run ${files.join(" ")}\``));
  }
  rmSync(folder, { recursive: true, force: true });
  return rows;
};

const instruments: readonly (readonly [name: string, command: string, run: () => Promise<Said>, lines: number])[] = [
  ["Simulation", `npm run sim -- --seeds ${values.seeds}`, () => run("simulation/run.ts", "--seeds", values.seeds), 1],
  ["The same seed twice", "npm run sim -- --seed 42", () => run("simulation/run.ts", "--seed", "42"), 2],
  [
    "Every request of every scenario failed once in five ways",
    "npm run sim -- --single",
    () => run("simulation/run.ts", "--single"),
    5,
  ],
  [
    "Planted faults",
    `npm run sim -- --planted --seeds ${values.seeds}`,
    () => run("simulation/run.ts", "--planted", "--seeds", values.seeds),
    1,
  ],
  [
    "Conformance",
    `npm run conformance -- --requests ${values.requests}`,
    () => run("conformance/run.ts", "--requests", values.requests),
    1,
  ],
  [
    "Load with two kill -9",
    `npm run load -- --seconds ${values.seconds}`,
    () => run("load/run.ts", "--seconds", values.seconds),
    5,
  ],
];

const skipped = new Set(values.skip.split(","));
const table: string[] = [];
const planted: string[] = [];
for (const [name, command, work, lines] of instruments) {
  const script = command.split(" ")[2] ?? "";
  if (skipped.has(name) || skipped.has(script)) {
    table.push(row(name, "not run this time", "", `\`${command}\``));
    continue;
  }
  const said = await work();
  table.push(row(name, last(said, lines), said.code === 0 ? "holds" : "**broken**", `\`${command}\``));
  if (name === "Planted faults")
    for (const line of said.lines) {
      const found = /^(found|MISSED)\s+(.*?)\s+\[(.*)\]/.exec(line);
      if (found) planted.push(row(found[2] ?? "", found[1] === "found" ? (found[3] ?? "") : "**not found**"));
    }
}

const document = `# What has been tried against this system, and what came of it

Made by \`npm run assurance\` on ${new Date().toISOString().slice(0, 10)} (${cpus()[0]?.model} × ${cpus().length}, node ${process.version}).
Every figure was measured in that run by the command beside it; none was typed in.

## Security

| attack | control | figure | | command |
| --- | --- | --- | --- | --- |
${[...(await security()), ...(await tests())].join("\n")}

## Reliability

| instrument | figure | | command |
| --- | --- | --- | --- |
${table.join("\n")}

## Planted faults

Each is one place in the sources, changed; beside it the first seed, or the first random life, that met it.

| fault | found by |
| --- | --- |
${planted.length > 0 ? planted.join("\n") : row("not run this time", "")}
`;
writeFileSync(join(root, "docs/assurance.md"), document);
console.log("docs/assurance.md is written");
