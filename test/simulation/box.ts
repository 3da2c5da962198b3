import { revisionOf } from "#shared/cases/change.ts";
import type { Entry } from "#shared/domain/history.ts";
import type { SuggestionEvent } from "#shared/domain/suggestion/events.ts";
import { directory } from "#test/properties/world.ts";
import type { Answer, Api } from "./api.ts";
import { proofOf } from "./challenges.ts";
import { acknowledge, type Receipts } from "./citizen.ts";
import { BrokenInvariant, type World } from "./world.ts";

const people = directory.staff.map((person) => person.id);
/** Kinds of breaches, two of which count on the ladder. */
export const categories = ["overdue", "cold-reception", "second-notice"];
const text = "您好，我们已核实处理，谢谢您的监督。";

/** What those who work with box and register have to do with. */
export interface Surroundings {
  readonly world: World;
  readonly api: Api;
  /** What writers hold in their hands. */
  readonly letters: Receipts;
  /** Numbers of the suggestions, and ids of the cases of the register, that there are. */
  readonly suggestions: () => readonly string[];
  readonly register: () => readonly string[];
  readonly historyOf: (table: "suggestions" | "conduct", key: string) => readonly Entry<unknown>[];
  /** Whom a suggestion is about, as the repository's own sources read it. */
  readonly concerned: (number: string) => ReadonlySet<string>;
}

/** Somebody who writes to the suggestion box, looks what became of it and adds a word. */
export async function writer(name: string, moments: readonly number[], surroundings: Surroundings): Promise<void> {
  const { world, api, letters } = surroundings;
  const { random } = world;
  const key = `key-of-a-writer-${encodeURIComponent(name)}`;
  const body = {
    category: random.pick(["complaint", "complaint", "opinion", "praise"]),
    content: "窗口的人态度生硬。",
    office: random.pick(["centre", "moyu"]),
    ...(random.chance(0.7) && {
      about: random.chance(0.7) ? { staffName: random.pick(people) } : { unit: "withdrawal" },
    }),
    ...(random.chance(0.4) && { name, phone: "13900000003" }),
  };
  await world.sleep(moments[0] ?? 0);
  for (let turn = 0; turn < 10 && !letters.byKey.has(key); turn += 1) {
    const altcha = proofOf("suggestion", `${key} ${turn}`, world.time() + world.mix.skew + 600_000);
    const submit = async () => {
      const ask = { headers: { "idempotency-key": key }, body: { ...body, altcha } };
      acknowledge(world, letters, key, await api.once("POST /api/suggestions", ask));
    };
    await Promise.all(random.chance(world.mix.doubleClick) ? [submit(), submit()] : [submit()]);
    await world.sleep(random.between(10, 3_000) * (turn + 1));
  }
  const receipt = letters.byKey.get(key);
  if (!receipt) return;
  const own = { params: { number: receipt.number }, headers: { "receipt-secret": receipt.secret } };
  for (const wait of moments.slice(1)) {
    await world.sleep(wait + random.below(300));
    const seen = await api.once("GET /api/suggestions/{number}", own);
    if (seen && seen.status < 500 && seen.status !== 200)
      world.stopAt(new BrokenInvariant("1", `a writer with a receipt got ${seen.status}`));
    if (random.chance(0.5)) continue;
    const added = `补充一点。${world.now()}`;
    const told = await api.once("POST /api/suggestions/{number}/messages", { ...own, body: { text: added } });
    if (told?.status === 200 && !letters.holdsText(receipt.number, added))
      world.stopAt(new BrokenInvariant("1", "a writer's word was acknowledged and is not in the suggestion"));
  }
}

/** A command on a suggestion with what it needs. */
function commandFor(
  type: string,
  seen: Answer["body"],
  { random }: World,
  concerned: readonly string[],
): Record<string, unknown> {
  switch (type) {
    case "review":
      return {
        type,
        category: random.chance(0.8) ? seen.category : random.pick(["complaint", "opinion"]),
        topic: "attitude",
        about: {
          staffIds: random.chance(0.7) ? [random.pick(people)] : [],
          unitIds: random.chance(0.3) ? ["withdrawal"] : [],
        },
      };
    case "assign":
      return { type, staffId: random.pick(concerned.length > 0 && random.chance(0.3) ? concerned : people) };
    case "returnAssignment":
    case "close":
      return { type, reason: "另行处理" };
    case "reply":
    case "message":
      return { type, text, confirmed: true };
    case "publish":
      return { type, text: "有人反映窗口服务。", reply: text, confirmed: true };
    case "convert":
      return { type, office: random.pick(["centre", "moyu"]), subject: "转为咨询件" };
    case "openConduct":
      return {
        type,
        staffId: random.pick(concerned.length > 0 ? concerned : people),
        category: random.pick(categories),
        facts: "经核实的情况。",
      };
    default:
      return { type };
  }
}

/** Gives a command, perhaps twice at once; what is acknowledged is in the history, as this person's act, of which `onOwn` is told. */
export async function give(
  { world, api, historyOf }: Surroundings,
  route: string,
  ask: { readonly params: Readonly<Record<string, string>>; readonly staff: string; readonly etag: string },
  command: Record<string, unknown>,
  stored: { readonly table: "suggestions" | "conduct"; readonly key: string },
  onOwn: (index: number) => void = () => undefined,
): Promise<void> {
  const { params, staff, etag } = ask;
  const from = historyOf(stored.table, stored.key).length;
  const once = async () => {
    const answer = await api.once(route, { params, staff, headers: { "if-match": etag }, body: command });
    if (answer?.status !== 200) return;
    const own = historyOf(stored.table, stored.key).findIndex(
      ({ act, actor }, index) =>
        index >= from && act === command["type"] && actor.kind === "staff" && actor.id === staff,
    );
    if (own === -1)
      world.stopAt(new BrokenInvariant("1", `${command["type"]} was acknowledged and is not in the history`));
    else onOwn(own);
  };
  await Promise.all(world.random.chance(world.mix.doubleClick) ? [once(), once()] : [once()]);
}

/** Somebody of the office, or anybody, works on a suggestion; those it is about find nothing there (invariant 7). */
export async function keepBox(surroundings: Surroundings): Promise<void> {
  const { world, api, suggestions, concerned, historyOf } = surroundings;
  const { random } = world;
  const all = suggestions();
  if (all.length === 0) return;
  const number = random.pick(all);
  const before = [...concerned(number)];
  const staff =
    before.length > 0 && random.chance(0.25)
      ? random.pick(before)
      : random.pick(["chief", "director", random.pick(people)]);
  const params = { number };
  if (random.chance(0.3)) await api.once("GET /api/staff/suggestions", { staff });
  const seen = await api.once("GET /api/staff/suggestions/{number}", { params, staff });
  if (seen?.status === 200 && before.includes(staff) && concerned(number).has(staff))
    world.stopAt(new BrokenInvariant("7", `${staff} was shown ${number}, which is about them`));
  if (seen?.status !== 200 || seen.body.commands.length === 0) return;
  const possible: readonly string[] = seen.body.commands;
  const further = possible.filter((type) => type !== "review" && type !== "message");
  const type = random.pick(further.length > 0 && random.chance(0.7) ? further : possible);
  const command = commandFor(type, seen.body, world, before);
  const ask = { params, staff, etag: seen.etag };
  const stored = { table: "suggestions", key: number } as const;
  await give(surroundings, "POST /api/staff/suggestions/{number}/commands", ask, command, stored, (own) => {
    const history = historyOf("suggestions", number).slice(0, own) as readonly Entry<SuggestionEvent>[];
    const version = revisionOf({ history, texts: {} });
    if (version !== seen.body.version)
      world.stopAt(
        new BrokenInvariant("version", `${command["type"]} was given on ${seen.body.version} and met ${version}`),
      );
  });
  // Who has begun goes on, mostly: a review is worth little without what follows from it.
  if (random.chance(0.6)) await keepBox(surroundings);
}
