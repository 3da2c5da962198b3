import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { replyCheck, workingDays } from "./domain.ts";
import { directoryRows, loopbackServices, startInTurns, warmInTurns } from "./measure.ts";
import { auditGrowth, intakeShare } from "./stores.ts";
import { buildSubjects, peers } from "./subjects.ts";
import { costOfAMillion, unitsPerOperation } from "./units.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    runs: { type: "string", default: "20" },
    texts: { type: "string", default: "2000" },
    cases: { type: "string", default: "20000" },
    only: { type: "string" },
  },
});

/** A line of the table: what, how much, and the bar it is held against. */
interface Row {
  readonly what: string;
  readonly value: string;
  readonly bar?: string;
  readonly met?: boolean;
}

const rows: Row[] = [];
const tell = (row: Row) => {
  rows.push(row);
  if (!values.json) {
    const verdict = row.met === undefined ? "" : row.met ? "  met" : "  MISSED";
    console.log(`${row.what.padEnd(58)} ${row.value.padStart(24)}   ${row.bar ?? ""}${verdict}`);
  }
};
const atMost = (what: string, value: number, bar: number, unit = "", digits = 2) =>
  tell({ what, value: `${value.toFixed(digits)}${unit}`, bar: `≤ ${bar}${unit}`, met: value <= bar });
const atLeast = (what: string, value: number, bar: number, unit = "", digits = 1) =>
  tell({ what, value: `${value.toFixed(digits)}${unit}`, bar: `≥ ${bar}${unit}`, met: value >= bar });

const wants = (part: string) => values.only === undefined || values.only.split(",").includes(part);
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "shouwen-bench-"));

const starts = async () => {
  const { bytes, path } = await buildSubjects(folder, JSON.stringify(directoryRows));
  atMost("bundle of register-inquiry, minified", bytes / 1000, 330, " KB", 0);
  const services = await loopbackServices();
  const names = ["ours", "bare", ...peers].map((name) => path("usual", name));
  const built = peers.map((name) => path("our-build", name));
  const [ours, bare, ...others] = await startInTurns([...names, ...built], runs, services.url);
  services.stop();
  if (!ours || !bare) return;
  tell({ what: "undici loaded at ready", value: ours.undici ? "yes" : "never", bar: "never", met: !ours.undici });
  tell({ what: "CPU of init: ours, bare", value: `${ours.init.toFixed(0)} ms, ${bare.init.toFixed(0)} ms` });
  atMost("init ÷ bare", ours.init / bare.init, 0.5);
  atMost("init to first response ÷ bare", ours.first / bare.first, 0.6);
  for (const [index, name] of peers.entries()) {
    atMost(`init to first response ÷ ${name} as usually built`, ours.first / (others[index]?.first ?? 0), 0.5);
    atMost(
      `init to first response ÷ ${name} with our build`,
      ours.first / (others[peers.length + index]?.first ?? 0),
      0.8,
    );
  }
  const [warm, bareWarm, ...peersWarm] = await warmInTurns(
    ["ours", "bare", ...peers].map((name) => path("warm", name)),
    runs,
  );
  if (!warm || !bareWarm) return;
  tell({
    what: "CPU of a warm request: ours, bare",
    value: `${warm.accepted.toFixed(0)} µs, ${bareWarm.accepted.toFixed(0)} µs`,
  });
  atMost("warm request ÷ bare", warm.accepted / bareWarm.accepted, 3);
  const bars = { middy: 2, "lambda-api": 3, express: 6, hono: 8, powertools: 10, fastify: 12 };
  for (const [index, name] of peers.entries())
    atLeast(`warm request: ${name} ÷ ours`, (peersWarm[index]?.accepted ?? 0) / warm.accepted, bars[name], " ×");
  atMost("rejected body ÷ accepted body", warm.rejected / warm.accepted, 2);
};

const domain = () => {
  const days = workingDays(runs);
  atLeast("add 250 working days: chinese-days ÷ ours", days.theirs / days.many, 1000, " ×", 0);
  atMost("add working days: 250 ÷ 1", days.many / days.one, 1.2);
  const reply = replyCheck(Number(values.texts));
  atMost(`reply check, 2,000 characters, slowest of ${values.texts}`, reply.slowest, 5, " ms");
  atMost("reply check, 20,000 ÷ 2,000 characters", reply.growth, 12, "", 1);
};

const stores = async () => {
  const growth = await auditGrowth(Number(values.cases));
  atMost(`audit of 1,000 due among ${growth.many} ÷ among ${growth.few}: time`, growth.time, 1.15);
  tell({
    what: "… pages and read units",
    value: growth.same ? "the same" : "differ",
    bar: "the same",
    met: growth.same,
  });
  const intake = await intakeShare();
  atLeast("loopback intake ÷ raw PutItem, 16 in flight", intake.share, 0.5, "", 2);
  tell({ what: "… requests a second: intake, raw", value: `${intake.ours.toFixed(0)}, ${intake.raw.toFixed(0)}` });
};

const units = async () => {
  for (const { operation, reads, writes, readUnits, writeUnits } of await unitsPerOperation())
    tell({
      what: `DynamoDB for ${operation}`,
      value: `${reads} reads, ${writes} writes`,
      bar: `${readUnits.toFixed(1)} read units, ${writeUnits.toFixed(1)} write units`,
    });
  const cost = await costOfAMillion();
  atMost("1M inquiries of 12 commands each, us-east-1", cost.total, 40, " $", 0);
  for (const [term, dollars] of Object.entries(cost.terms))
    tell({ what: `… ${term}`, value: `${dollars.toFixed(1)} $` });
};

const parts: Readonly<Record<string, () => unknown>> = { starts, domain, stores, units };
if (!values.json)
  console.log(
    `${cpus()[0]?.model} × ${cpus().length}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`,
  );
for (const [name, part] of Object.entries(parts))
  if (wants(name))
    try {
      await part();
    } catch (error) {
      tell({
        what: `${name}: could not be measured`,
        value: error instanceof Error ? error.message.slice(0, 200) : "?",
      });
    }
rmSync(folder, { recursive: true, force: true });
const machine = `${cpus()[0]?.model} × ${cpus().length}`;
if (values.json)
  console.log(
    JSON.stringify({ machine, node: process.version, date: new Date().toISOString().slice(0, 10), rows }, null, 2),
  );
process.exit(0);
