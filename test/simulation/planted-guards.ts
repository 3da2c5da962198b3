// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places are quoted from the sources
interface Place {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A fault as somebody might make it: one place in the sources, changed. */
export interface Planted extends Place {
  readonly name: string;
  /** The second guard of two, each of which alone would do. */
  readonly also?: Place;
  /** Which instrument has to find it; the simulation unless it says otherwise. */
  readonly by?: "properties";
}

/** Faults of one file. */
export const inFile = (
  file: string,
  ...faults: readonly (readonly [name: string, find: string, replace: string])[]
): Planted[] => faults.map(([name, find, replace]) => ({ name, file, find, replace }));

/** The same faults for the random lives to find. */
export const byProperties = (faults: readonly Planted[]): Planted[] =>
  faults.map((fault) => ({ ...fault, name: `${fault.name} (domain)`, by: "properties" }));

/** Where the decisions about inquiries are. */
export const domain = "shared/domain/inquiry";

/** Guards of the invariants in the domain: the random lives of test/properties find their absence, too. */
export const guards: readonly Planted[] = [
  ...inFile(
    `${domain}/conclude.ts`,
    [
      "closes without an answer (invariant 5)",
      'if (command.text === undefined && !isAnswered(inquiry)) return refuse("answer-owed", "FIR-5");',
      "",
    ],
    [
      "leaves limits running on a closed case (invariant 2)",
      'd.events.push({ type: limit.kind === "closing" ? "LimitMet" : "LimitCancelled", id: limit.id });',
      "",
    ],
    ["a case that is taken up again has no limit (invariant 2)", 'd.begin("reopened", inquiry.caseworkerId);', ""],
  ),
  ...inFile(
    "shared/domain/case-clock.ts",
    [
      "climbs a rung again at every sweep (invariant 3)",
      "step.raisedAt === undefined && step.at <= now",
      "step.at <= now",
    ],
    [
      "climbs a rung before its time (invariant 3)",
      "step.raisedAt === undefined && step.at <= now",
      "step.raisedAt === undefined",
    ],
  ),
  ...inFile(
    "shared/domain/ladder.ts",
    [
      "records nothing that is broken before a command (invariant 3)",
      "step.level >= BREACH && of(limit)",
      "step.level > 99 && of(limit)",
    ],
    [
      "records the breach without the levels above it (invariant 3)",
      "if (step.level < from || !of(limit)) continue;",
      "if (step.level < from || !of(limit) || (from > REMINDER && step.level > from)) continue;",
    ],
  ),
  ...inFile(`${domain}/decide.ts`, [
    "a command of the staff passes over what is broken (invariant 3)",
    "breachesFirst(inquiry, context, usualLadders(context), (found) => carryOut(found, command, context));",
    "carryOut(inquiry, command, context);",
  ]),
  ...inFile(`${domain}/audit.ts`, [
    "a relief passes over what is broken (invariant 3)",
    "breachesFirst(inquiry, context, usualLadders(context), (found) => relieved(found, context));",
    "relieved(inquiry, context);",
  ]),
  ...inFile("shared/domain/suggestion/decide.ts", [
    "a command in the box passes over what is broken (invariant 3)",
    "carryOut(found, command, context, writer),\n  );",
    "carryOut(found, command, context, writer),\n  ) && carryOut(suggestion, command, context, writer);",
  ]),
  ...inFile(
    "shared/domain/history.ts",
    ["counts entries from nought (invariant 4)", "seq: history.length + 1", "seq: history.length"],
    [
      "chains an entry to nothing (invariant 4)",
      'const hash = chained(history.at(-1)?.hash ?? "", entry, digest);',
      'const hash = chained("", entry, digest);',
    ],
  ),
  ...inFile("shared/domain/decision.ts", ["names no clause (invariant 4)", "basis: [clause, ...more]", "basis: more"]),
  ...inFile("shared/domain/limits.ts", [
    "takes the later of promise and statute (invariant 3)",
    "statute && statute.dueAt < promise.dueAt ? statute : promise",
    "statute && statute.dueAt > promise.dueAt ? statute : promise",
  ]),
];

/** Guards of what the random lives of the office find the absence of: receipts, rungs, secrecy. */
export const officeGuards: readonly Planted[] = [
  ...inFile("shared/cases/take-in.ts", [
    "acknowledges what it has not stored (invariant 1)",
    '(await inquiries.add(stored)) === "exists"',
    "false as boolean",
  ]),
  ...inFile("shared/cases/put-in-box.ts", [
    "gives the receipt of another note (invariant 1)",
    "if (!earlier || !digests.same(earlier.submissionDigest, submissionDigest))",
    "if (!earlier)",
  ]),
  ...inFile("shared/domain/suggestion/decide.ts", [
    "tells those of a breach whom a review finds it to be about (invariant 7)",
    "new Set([...concernedBy(suggestion, directory), ...foundBy])",
    "concernedBy(suggestion, directory)",
  ]),
  ...inFile(
    "shared/domain/conduct/decide.ts",
    [
      "a command in the register passes over what is broken (invariant 3)",
      "return breachesFirst(record, context, { ...ladders, of }, (found) => carryOut(found, conduct, command, context));",
      "return carryOut(record, conduct, command, context);",
    ],
    [
      "a breach takes the rung of the one before (invariant 6)",
      "countedBreaches(record, rules, context.now) + 1",
      "Math.max(1, countedBreaches(record, rules, context.now))",
    ],
    ["the measure of another rung is set (invariant 6)", "if (code !== proposed)", "if (code === undefined)"],
  ),
  ...inFile(
    "shared/domain/conduct/rungs.ts",
    ["an overturned breach goes on counting (invariant 6)", ' && appeal?.outcome !== "overturned"', ""],
    [
      "what the rules keep off the ladder counts on it (invariant 6)",
      "decision !== null && decision.rung !== null",
      "decision?.verified === true",
    ],
  ),
  ...inFile("shared/cases/change.ts", [
    "a change that came too late is taken for stored (invariant 4)",
    'return (await store.save(next, stored.document.history.length)) === "saved" ? next : undefined;',
    "await store.save(next, stored.document.history.length); return next;",
  ]),
  ...inFile(
    "shared/domain/authorisation.ts",
    [
      "a person complained about reads it like anybody (invariant 7)",
      'if (concerned.has(principal.id)) return new Set(["concerned"]);',
      "",
    ],
    ["whoever is concerned may read (invariant 7)", 'if (action.relations.has("concerned")) return false;', ""],
  ),
  ...inFile(
    "shared/domain/impartial.ts",
    [
      "a ladder reaches the person it is about (invariant 7)",
      "if (usual !== undefined && !concerned.has(usual)) return usual;",
      "if (usual !== undefined) return usual;",
    ],
    ["the person it is about keeps it (invariant 7)", ".filter((person) => !concerned.has(person.id));", ";"],
  ),
  ...inFile("functions/deliver-notice/deliver-notice.ts", [
    "a notice reaches the person it has meanwhile been found to be about (invariant 7)",
    "return concerned.has(recipientId) ? keeperOf(known, concerned, day)?.id : recipientId;",
    "return concerned.size < 0 ? keeperOf(known, concerned, day)?.id : recipientId;",
  ]),
  ...inFile("shared/cases/put-in-box.ts", [
    "keeps the moment at which an anonymous writer wrote (invariant 7)",
    "const at = anonymous ? coarse(request.now) : request.now;",
    "const at = anonymous ? request.now : request.now;",
  ]),
];
