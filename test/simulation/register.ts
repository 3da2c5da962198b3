import { type ConductEvent, foldConduct } from "#shared/domain/conduct/history.ts";
import type { Entry } from "#shared/domain/history.ts";
import { directory } from "#test/properties/world.ts";
import type { Answer } from "./api.ts";
import { categories, give, type Surroundings } from "./box.ts";
import { BrokenInvariant, type World } from "./world.ts";

const people = directory.staff.map((person) => person.id);

/** A command on a case of the register with what it needs. */
const commandFor = (type: string, seen: Answer["body"], { random }: World): Record<string, unknown> => {
  switch (type) {
    case "hear":
      return { type, facts: "请就此事作出说明。" };
    case "state":
    case "appeal":
      return { type, text: "情况属实，另有原因。" };
    case "verify":
      return { type, reasons: "经核实。", serious: random.chance(0.1) };
    case "dismiss":
      return { type, reasons: "查无实据。" };
    case "setMeasure":
      return { type, measure: seen.decision?.proposed ?? "criticism" };
    case "recordRetraining":
      return { type, note: "已完成培训。" };
    case "decideAppeal":
      return { type, outcome: random.pick(["upheld", "upheld", "overturned"]), reasons: "经复核。" };
    default:
      return { type };
  }
};

/** The version of a case before an entry of its person's record. */
const versionBefore = (history: readonly Entry<ConductEvent>[], index: number, id: string): number =>
  foldConduct({ history: history.slice(0, index), texts: {} }).cases.find((each) => each.id === id)?.version ?? 0;

/** The office opens a case, each for one cause of a few: a repeated request must not open it again. */
async function suspect({ world, api }: Surroundings): Promise<void> {
  const { random } = world;
  const body = {
    staffId: random.pick(["clerk-c", "clerk-w"]),
    category: random.pick(categories),
    facts: "查岗时发现。",
  };
  const headers = { "idempotency-key": `key-of-a-suspicion-${random.below(3)}-${body.staffId}-${body.category}` };
  const staff = random.pick(["chief", "director"]);
  const open = () => api.once("POST /api/staff/conduct", { staff, headers, body });
  await Promise.all(random.chance(world.mix.doubleClick) ? [open(), open()] : [open()]);
}

/** Whoever can do something on a case of the register does it: the office hears and decides, the person states and appeals. */
async function decide(surroundings: Surroundings, id: string): Promise<void> {
  const { world, api, historyOf } = surroundings;
  const { random } = world;
  const person = id.slice(0, id.lastIndexOf("~"));
  const staff = random.pick(["chief", "chief", "director", person, person, random.pick(people)]);
  const params = { id: encodeURIComponent(id) };
  if (random.chance(0.2)) await api.once("GET /api/staff/conduct", { staff });
  const seen = await api.once("GET /api/staff/conduct/{id}", { params, staff });
  if (seen?.status !== 200) return;
  // A case that is dismissed leads nowhere: seldom.
  const open = seen.body.commands.filter((each: string) => each !== "dismiss" || random.chance(0.1));
  if (open.length === 0) return;
  const command = commandFor(random.pick(open), seen.body, world);
  await give(
    surroundings,
    "POST /api/staff/conduct/{id}/commands",
    { params, staff, etag: seen.etag },
    command,
    { table: "conduct", key: person },
    (own) => {
      const history = historyOf("conduct", person) as readonly Entry<ConductEvent>[];
      const version = versionBefore(history, own, id);
      if (version !== seen.body.version)
        world.stopAt(
          new BrokenInvariant(
            "version",
            `${command["type"]} was given on version ${seen.body.version} and met ${version}`,
          ),
        );
    },
  );
}

/** A few steps in the register; two people may take them at once. */
export async function keepRegister(surroundings: Surroundings): Promise<void> {
  const { world, register } = surroundings;
  const { random } = world;
  for (let step = random.between(1, 4); step > 0; step -= 1) {
    const all = register();
    if (all.length === 0 || random.chance(0.2)) await suspect(surroundings);
    else {
      const id = random.pick(all);
      await Promise.all(
        random.chance(0.3) ? [decide(surroundings, id), decide(surroundings, id)] : [decide(surroundings, id)],
      );
    }
  }
}
