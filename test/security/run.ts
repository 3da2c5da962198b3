import { parseArgs } from "node:util";
import { atTheDoor } from "./at-the-door.ts";
import { inTheBuild } from "./in-the-build.ts";
import { inTheCode } from "./in-the-code.ts";
import { inTheRepository } from "./in-the-repository.ts";
import { inTheWorld } from "./in-the-world.ts";

const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    only: { type: "string" },
    row: { type: "string", default: "" },
  },
});

const groups = { code: inTheCode, build: inTheBuild, repository: inTheRepository, door: atTheDoor, world: inTheWorld };
const results = [];
for (const [group, checks] of Object.entries(groups)) {
  if (values.only !== undefined && values.only !== group) continue;
  for (const { attack, control, run } of checks) {
    if (!attack.includes(values.row)) continue;
    const figure = await run(values.full ? "full" : "commit").catch((error: Error) => ({
      tried: "not finished",
      result: error.message,
      holds: false,
    }));
    results.push({ attack, control, ...figure });
    if (!values.json)
      console.log(`${figure.holds ? "holds " : "BROKEN"} ${attack}\n       ${figure.tried}: ${figure.result}`);
  }
}
if (values.json) console.log(JSON.stringify(results));
process.exit(results.every(({ holds }) => holds) ? 0 : 1);
