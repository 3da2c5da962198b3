import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { publicPages } from "#test/web/pages.ts";
import { replyCheck, workingDays } from "./domain.ts";
import { directoryRows, loopbackServices, startInTurns, warmInTurns } from "./measure.ts";
import { quoteInReadme, type Row } from "./readme.ts";
import { auditGrowth, intakeShare } from "./stores.ts";
import { buildSubjects, installPeers, parts, peers } from "./subjects.ts";
import { costOfAMillion, unitsPerOperation } from "./units.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    runs: { type: "string", default: "20" },
    texts: { type: "string" },
    cases: { type: "string" },
    full: { type: "boolean", default: false },
    readme: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

// Taken before anything is measured: what is measured moves the clock.
const today = new Date().toISOString().slice(0, 10);

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
/** At full size a quarter of an hour, else two minutes. */
const texts = Number(values.texts ?? (values.full ? 100_000 : 2_000));
const cases = Number(values.cases ?? (values.full ? 1_000_000 : 20_000));
const folder = mkdtempSync(join(tmpdir(), "shouwen-bench-"));

const starts = async () => {
  installPeers();
  const { bytes, path } = await buildSubjects(folder, JSON.stringify(directoryRows));
  atMost("bundle of register-inquiry, minified", bytes / 1000, 330, " KB", 0);
  const services = await loopbackServices();
  const ofPart = (name: string) => path("part", name.replaceAll(/\W+/g, "-"));
  const names = Object.keys(parts);
  const measured = await startInTurns(
    [
      path("usual", "ours"),
      path("usual", "bare"),
      path("our-build", "bare"),
      path("our-build", "ours-same-work"),
      ...peers.map((name) => path("usual", name)),
      ...peers.map((name) => path("our-build", name)),
      ...names.map(ofPart),
    ],
    runs,
    services.url,
  );
  services.stop();
  const [ours, bare, trimmed, same, ...others] = measured;
  if (!ours || !bare || !trimmed || !same) return;
  tell({ what: "undici loaded at ready", value: ours.undici ? "yes" : "never", bar: "never", met: !ours.undici });
  tell({
    what: "CPU of init: register-inquiry, bare",
    value: `${ours.init.toFixed(0)} ms, ${bare.init.toFixed(0)} ms`,
  });
  atMost("init of register-inquiry ÷ bare", ours.init / bare.init, 0.5);
  tell({ what: "… bare with our build ÷ bare", value: (trimmed.init / bare.init).toFixed(2) });
  for (const [index, name] of names.entries())
    tell({
      what: `… of which ${name} ÷ bare`,
      value: ((others[2 * peers.length + index]?.init ?? 0) / bare.init).toFixed(2),
    });
  atMost("init to first response of register-inquiry ÷ bare", ours.first / bare.first, 0.6);
  atMost("… our stack with the peers' work ÷ bare (which sends a message besides)", same.first / bare.first, 0.6);
  for (const [index, name] of peers.entries()) {
    const [usual, built] = [others[index]?.first ?? 0, others[peers.length + index]?.first ?? 0];
    atMost(`init to first response, same work ÷ ${name} as usually built`, same.first / usual, 0.5);
    atMost(`init to first response, same work ÷ ${name} with our build`, same.first / built, 0.8);
  }
  const [intake, bareWarm, warm, ...peersWarm] = await warmInTurns(
    ["ours", "bare", "ours-same-work", ...peers].map((name) => path("warm", name)),
    runs,
  );
  if (!intake || !warm || !bareWarm) return;
  tell({
    what: "CPU of a warm request: same work, bare, the whole intake",
    value: `${warm.accepted.toFixed(1)}, ${bareWarm.accepted.toFixed(1)}, ${intake.accepted.toFixed(0)} µs`,
  });
  atMost("warm request, same work ÷ bare (which sends a message besides)", warm.accepted / bareWarm.accepted, 3);
  const bars = { middy: 2, "lambda-api": 3, express: 6, hono: 8, powertools: 10, fastify: 12 };
  for (const [index, name] of peers.entries())
    atLeast(
      `warm request, same work: ${name} ÷ ours`,
      (peersWarm[index]?.accepted ?? 0) / warm.accepted,
      bars[name],
      " ×",
    );
  atMost("rejected body ÷ accepted body, same work", warm.rejected / warm.accepted, 2);
  atMost("rejected body ÷ accepted body, the whole intake", intake.rejected / intake.accepted, 2);
};

const domain = () => {
  const days = workingDays(runs);
  atLeast("add 250 working days: chinese-days ÷ ours", days.theirs / days.many, 1000, " ×", 0);
  atMost("add working days: 250 ÷ 1", days.many / days.one, 1.2);
  const reply = replyCheck(texts);
  atMost(
    `reply check, 2,000 characters, slowest of ${texts.toLocaleString("en")}, the best of its tries`,
    reply.slowest,
    5,
    " ms",
  );
  atMost("reply check, 20,000 ÷ 2,000 characters", reply.growth, 12, "", 1);
};

const stores = async () => {
  const growth = await auditGrowth(cases);
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
  const bars: Readonly<Record<string, readonly [reads: number, writes: number]>> = {
    "an intake": [0, 1],
    "a look by the citizen": [1, 0],
    "a staff command": [1, 1],
    "a page of a list": [1, 0],
  };
  for (const used of await unitsPerOperation()) {
    const { operation, reads, directoryReads, writes, readUnits, writeUnits } = used;
    const own = reads - directoryReads;
    const [mostReads, mostWrites] = bars[operation] ?? [];
    tell({
      what: `DynamoDB for ${operation}${operation === "an intake" ? " (a browser's proof of work is a write more)" : ""}`,
      value: `${own} reads + ${directoryReads} of the directory, ${writes} writes; ${readUnits.toFixed(1)} + ${writeUnits.toFixed(1)} units`,
      ...(mostReads !== undefined &&
        mostWrites !== undefined && {
          bar: `≤ ${mostReads} reads, ${mostWrites} writes`,
          met: own <= mostReads && writes <= mostWrites,
        }),
    });
  }
  const cost = await costOfAMillion();
  atMost(
    "1M inquiries of 12 commands each, us-east-1: their writes and reads, gateway and functions (`npm run cost` has all else)",
    cost.total,
    40,
    " $",
    0,
  );
  for (const [term, dollars] of Object.entries(cost.terms))
    tell({ what: `… ${term}`, value: `${dollars.toFixed(1)} $` });
  tell({ what: "… tried: with every history deflated in its item", value: `${cost.deflated.toFixed(0)} $` });
  tell({ what: "… the least there is: gateway and Lambda alone", value: `${cost.least.toFixed(0)} $` });
};

/** The public pages on a slow telephone line, in a real browser. */
const pages = async () => {
  const pagesSeen = await publicPages();
  const worst = (of: (page: (typeof pagesSeen)[number]) => number) => Math.max(...pagesSeen.map(of));
  atMost(
    `JS before the first interaction, gzipped, worst of ${pagesSeen.length} pages`,
    worst(({ script }) => script) / 1024,
    30,
    " KB",
    1,
  );
  atMost("LCP on Slow 4G, CPU ÷ 4, worst page", worst(({ paint }) => paint) / 1000, 1.5, " s");
};

// The last one takes the clock and the randomness of this process.
const chapters: Readonly<Record<string, () => unknown>> = { starts, domain, stores, pages, units };
let unmeasured = 0;
if (!values.json) console.log(`${cpus()[0]?.model} × ${cpus().length}, node ${process.version}, ${today}\n`);
for (const [name, chapter] of Object.entries(chapters))
  if (wants(name))
    try {
      await chapter();
    } catch (error) {
      unmeasured += 1;
      tell({
        what: `${name}: could not be measured`,
        value: error instanceof Error ? error.message.slice(0, 200) : "?",
      });
    }
rmSync(folder, { recursive: true, force: true });
const machine = `${cpus()[0]?.model} × ${cpus().length}`;
if (values.readme) quoteInReadme(rows, `${machine}, node ${process.version}, ${today}.`);
if (values.json) console.log(JSON.stringify({ machine, node: process.version, date: today, rows }, null, 2));
// Whatever comes out passes; what could not be measured does not.
process.exit(unmeasured > 0 ? 1 : 0);
