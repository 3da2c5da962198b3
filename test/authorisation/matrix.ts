import type { Actors, Answer } from "#test/scenarios/stack.ts";
import { people } from "./cast.ts";

/** A table of commands as the code reads it. */
type Table<Type extends string> = Readonly<
  Record<Type, { readonly stages: readonly string[]; readonly by: readonly string[] }>
>;

/** A case in one of its stages, and how each person stands to it; whoever is not named doesn't know of it. */
export interface Scenario {
  readonly stage: string;
  readonly stands: Readonly<Record<string, readonly string[]>>;
  /** Makes a new one and says where it is; `others` try too, under the names under which they stand to it. */
  readonly make: () => Promise<{ readonly id: string; readonly others?: Readonly<Record<string, string>> }>;
}

const outcome = ({ status, body }: Answer): string =>
  status < 300 ? "done" : `${status} ${(body as { code?: string }).code}`;

/** What the table says of this command: not there for strangers, not theirs, not at this stage, or theirs. */
function expected(row: Table<string>[string], relations: readonly string[], stage: string): string {
  if (relations.length === 0) return "404 not-found";
  if (!row.by.some((relation) => relations.includes(relation))) return "403 not-yours";
  return row.stages.includes(stage) ? THEIRS : "409 wrong-stage";
}

const THEIRS = "theirs";
const refusals = ["404 not-found", "403 not-yours", "409 wrong-stage"];

/**
 * Tries every command of a table as everybody on a case in one stage, over HTTP, and names what went otherwise than the table says.
 */
export async function tryCommands<Type extends string>(
  kind: "inquiries" | "suggestions" | "conduct",
  table: Table<Type>,
  bodies: Readonly<Record<Type, object>>,
  { stage, stands, make }: Scenario,
  as: Actors["as"],
): Promise<{ readonly tried: number; readonly wrong: readonly string[] }> {
  const wrong: string[] = [];
  const types = Object.keys(table) as Type[];
  let made = await make();
  const pathOf = () => `/api/staff/${kind}/${encodeURIComponent(made.id)}`;
  const idOf = (name: string) => made.others?.[name] ?? name;
  const give = async (name: string, type: Type, version: string) =>
    outcome(await as(idOf(name))("POST", `${pathOf()}/commands`, { type, ...bodies[type] }, { "if-match": version }));
  const names = [...people, ...Object.keys(made.others ?? {})];
  for (const name of names) {
    const relations = stands[name] ?? [];
    const wanted = (type: Type) => expected(table[type], relations, stage);
    const look = () => as(idOf(name))("GET", pathOf());
    const seen = await look();
    const shown = outcome(seen);
    if (shown !== (relations.length === 0 ? "404 not-found" : "done")) wrong.push(`${name} reads: ${shown}`);
    // What is refused changes nothing, so it can be tried on one case at once.
    const version = seen.headers.get("etag") ?? '"1"';
    await Promise.all(
      types.map(async (type) => {
        if (wanted(type) === THEIRS) return;
        if ((seen.body.commands as string[] | undefined)?.includes(type)) wrong.push(`${name} is offered ${type}`);
        const got = await give(name, type, version);
        if (got !== wanted(type)) wrong.push(`${name} ${type}: ${got}, and not ${wanted(type)}`);
      }),
    );
    for (const type of types) {
      if (wanted(type) !== THEIRS) continue;
      const got = await give(name, type, (await look()).headers.get("etag") ?? "");
      // It may be refused for what it says, and for nothing the table says.
      if (got !== "done" && (!/^(409|422) /.test(got) || refusals.includes(got)))
        wrong.push(`${name} ${type}: ${got}, and not ${THEIRS}`);
      if (got === "done") made = await make();
    }
  }
  return { tried: names.length * types.length, wrong };
}
