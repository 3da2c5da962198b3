import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
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
  for (const group of ["code", "build", "world", "door"]) {
    const command = `npm run security -- ${values.full ? "--full " : ""}--only ${group}`;
    const { lines } = await run("security/run.ts", "--json", ...(values.full ? ["--full"] : []), "--only", group);
    const results = JSON.parse(lines.at(-1) ?? "[]") as Checked[];
    for (const { attack, control, tried, result, holds } of results)
      rows.push(row(attack, control, `${tried}: ${result}`, holds ? "holds" : "**broken**", `\`${command}\``));
  }
  return rows;
};

/** Rows that other tests show: what is asserted there, not measured here. */
const elsewhere = [
  row(
    "Floods, the bill",
    "Throttles per route, reserved concurrency, proof of work, maximum throughput",
    "asserted of the template",
    "test",
    "`npx vitest run test/infra`",
  ),
  row(
    "Script in what people write",
    "Texts are shown as text under a policy without inline script",
    "asserted of pages and template",
    "test",
    "`npx vitest run test/web test/infra`",
  ),
  row(
    "The accused reads, or infers from what changes",
    "Tables and key of their own, 404, whole runs compared",
    "scenarios of the suggestion box and the register",
    "test",
    "`npx vitest run test/suggestion test/scenarios`",
  ),
  row(
    "A new route without a guard",
    "Contract = description = template = functions",
    "set equality",
    "test",
    "`npx vitest run test/conformance/routes.test.ts`",
  ),
  row(
    "A store that only the simulation believes in",
    "One contract for the simulated table and the emulator's",
    "11 sentences each",
    "test",
    "`npx vitest run test/contract`",
  ),
];

const instruments: readonly (readonly [name: string, command: string, run: () => Promise<Said>, lines: number])[] = [
  ["Simulation", `npm run sim -- --seeds ${values.seeds}`, () => run("simulation/run.ts", "--seeds", values.seeds), 1],
  ["The same seed twice", "npm run sim -- --seed 42", () => run("simulation/run.ts", "--seed", "42"), 2],
  [
    "Every request of every scenario failed once in five ways",
    "npm run sim -- --single",
    () => run("simulation/run.ts", "--single"),
    5,
  ],
  ["Planted faults", "npm run sim -- --planted", () => run("simulation/run.ts", "--planted"), 1],
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
    4,
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
${[...(await security()), ...elsewhere].join("\n")}

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
