// Runs one subject as Lambda does: loads it, answers once, and says what both took. Or, with `warm`, many in turns.
import { readFileSync } from "node:fs";

const [mode, ...files] = process.argv.slice(2);
const events = JSON.parse(readFileSync(0, "utf8"));
const context = { awsRequestId: "benchmark", functionName: "benchmark", getRemainingTimeInMillis: () => 30_000 };
const cpu = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

if (mode === "init") {
  const start = process.cpuUsage();
  const { handler } = await import(files[0]);
  const init = cpu(start);
  const answer = await handler({ ...events.accepted }, context);
  const first = cpu(start);
  if (answer.statusCode !== 201) throw new Error(`${files[0]} answered ${JSON.stringify(answer)}`);
  const undici = process.moduleLoadList.some((name) => name.includes("undici"));
  process.stdout.write(`\n${JSON.stringify({ init, first, undici })}`);
  process.exit(0);
}

const handlers = await Promise.all(files.map(async (file) => (await import(file)).handler));
const rounds = Number(process.env.ROUNDS ?? 20);
const times = Number(process.env.TIMES ?? 200);
const measured = files.map(() => ({ accepted: [], rejected: [] }));
const run = async (handler, event, count) => {
  const start = process.cpuUsage();
  for (let turn = 0; turn < count; turn += 1) await handler({ ...event, headers: { ...event.headers } }, context);
  return (cpu(start) * 1000) / count;
};
for (let round = -3; round < rounds; round += 1)
  for (const [index, handler] of handlers.entries())
    for (const kind of ["accepted", "rejected"]) {
      const microseconds = await run(handler, events[kind], times);
      if (round >= 0) measured[index][kind].push(microseconds);
    }
process.stdout.write(`\n${JSON.stringify(measured)}`);
process.exit(0);
