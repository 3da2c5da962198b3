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
    /** Instruments to be run, by script or name, and `security` for the first table; what is not named keeps the row it has. */
    only: { type: "string" },
  },
});

const root = join(import.meta.dirname, "../..");
const written = join(root, "docs/assurance.md");
const today = new Date().toISOString().slice(0, 10);

const only = values.only?.split(",");
const wants = (...names: readonly string[]): boolean => !only || names.some((name) => only.includes(name));

/** The rows the document has under a heading. */
const rowsUnder = (heading: string): readonly string[] => {
  const [, section = ""] = readFileSync(written, "utf8").split(`\n## ${heading}\n`);
  const [table = ""] = section.split("\n## ");
  return table
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2);
};

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
      rows.push(row(attack, control, `${tried}: ${result}`, holds ? "holds" : "**broken**", `\`${command}\``, today));
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
    rows.push(
      row(attack, control, figure, holds ? "holds" : "**broken**", `\`npx vitest run ${files.join(" ")}\``, today),
    );
  }
  rmSync(folder, { recursive: true, force: true });
  return rows;
};

interface Instrument {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** How many of its last lines say what came of it. */
  readonly lines: number;
}

const sim = (name: string, lines: number, ...args: readonly string[]): Instrument => ({
  name,
  script: "sim",
  args,
  lines,
});
const simulation = sim("Simulation", 1, "--seeds", values.seeds);
const planting = sim("Planted faults", 1, "--planted", "--seeds", values.seeds);
const load: Instrument = {
  name: "Load with two kill -9",
  script: "load",
  args: ["--seconds", values.seconds],
  lines: 5,
};
const instruments: readonly Instrument[] = [
  simulation,
  sim("The same seed twice", 2, "--seed", "42"),
  sim("Every request of fifty lives, asked of the emulator as well", 1, "--emulator", "50"),
  sim("Every request of every scenario failed once in five ways", 10, "--single"),
  planting,
  { name: "Conformance", script: "conformance", args: ["--requests", values.requests], lines: 1 },
  load,
];

const rows = new Map<Instrument, string>();
const planted: string[] = [];
const measure = async (instrument: Instrument): Promise<void> => {
  const { name, script, args, lines } = instrument;
  const command = `\`npm run ${script} -- ${args.join(" ")}\``;
  if (!wants(name, script)) {
    const kept = rowsUnder("Reliability").find((each) => each.startsWith(`| ${cell(name)} |`));
    rows.set(instrument, kept ?? row(name, "not run yet", "", command, ""));
    if (instrument === planting) planted.push(...rowsUnder("Planted faults"));
    return;
  }
  const said = await run(`${script === "sim" ? "simulation" : script}/run.ts`, ...args);
  rows.set(instrument, row(name, last(said, lines), said.code === 0 ? "holds" : "**broken**", command, today));
  console.log(`${name}: ${said.code === 0 ? "holds" : "broken"}, ${performance.now().toFixed(0)} ms since the start`);
  if (said.code !== 0) console.log(last(said, lines));
  if (instrument !== planting) return;
  for (const line of said.lines) {
    const found = /^(found|MISSED)\s+(.*?)\s+\[(.*)\]/.exec(line);
    if (found) planted.push(row(found[2] ?? "", found[1] === "found" ? (found[3] ?? "") : "**not found**"));
  }
};

// The load has the machine to itself; beside the longest run, which keeps one processor busy, go all others.
await measure(load);
const beside = async () => {
  for (const instrument of instruments)
    if (!rows.has(instrument) && instrument !== simulation) await measure(instrument);
  if (!wants("security")) return rowsUnder("Security");
  const shown = await security();
  console.log(`The rows of the security table, ${performance.now().toFixed(0)} ms since the start`);
  return [...shown, ...(await tests())];
};
const [securityRows] = await Promise.all([beside(), measure(simulation)]);
const table = instruments.map((instrument) => rows.get(instrument));

const document = `# What has been tried against this system, and what came of it

Made by \`npm run assurance\`, the last time on ${today} (${cpus()[0]?.model} × ${cpus().length}, node ${process.version}).
Every figure was measured on the day of its row by the command beside it; none was typed in.

## Security

| attack | control | figure | | command | on |
| --- | --- | --- | --- | --- | --- |
${securityRows.join("\n")}

## Reliability

| instrument | figure | | command | on |
| --- | --- | --- | --- | --- |
${table.join("\n")}

## Planted faults

Each is one place in the sources, changed; beside it the first seed, or the first random life, that met it.

| fault | found by |
| --- | --- |
${planted.join("\n")}
`;
writeFileSync(written, document);
console.log("docs/assurance.md is written");
