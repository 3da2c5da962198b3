// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places are quoted from the sources
import { clocks } from "./planted-clocks.ts";
import { byProperties, domain, guards, inFile, officeGuards, type Planted } from "./planted-guards.ts";

/** Every fault that can be switched on. */
export const planted: readonly Planted[] = [
  ...guards,
  ...clocks,
  ...byProperties(guards),
  ...byProperties(
    inFile("shared/domain/ladder.ts", [
      "decides on a case as it was before its breach (invariant 3)",
      "decideOn(d.events.reduce((each, event) => applyClock(each, event, context.now), state))",
      "decideOn(state)",
    ]),
  ),
  ...byProperties(
    inFile(`${domain}/decide.ts`, [
      "a citizen's command passes over what is broken (invariant 3)",
      "return breachesFirst(inquiry, context, usualLadders(context), (found) => carryOutForCitizen(found, command, context));",
      "return carryOutForCitizen(inquiry, command, context);",
    ]),
  ),
  ...byProperties(officeGuards),
  ...byProperties(
    inFile(`${domain}/apply.ts`, [
      "the first responder changes with the caseworker (FIR-3)",
      "return { ...inquiry, caseworkerId: event.toId, unitId: event.toUnitId };",
      "return { ...inquiry, caseworkerId: event.toId, unitId: event.toUnitId, firstResponder: { ...inquiry.firstResponder, staffId: event.toId } };",
    ]),
  ),
  ...inFile(
    "shared/cases/take-in.ts",
    [
      "a repeated submission gets another number",
      "recordedBy === undefined ? request.idempotencyKey",
      "recordedBy === undefined ? request.idempotencyKey + now",
    ],
    [
      "acknowledges before it is stored",
      'if ((await inquiries.add(stored)) === "exists")',
      'void inquiries.add(stored).catch(() => "exists");\n  if (now === "")',
    ],
    [
      "takes another submission under a used key",
      "if (!earlier || !digests.same(earlier.submissionDigest, stored.submissionDigest))",
      "if (!earlier)",
    ],
  ),
  ...inFile(
    "shared/aws/case-table.ts",
    [
      "overwrites a case that is there",
      '"attribute_not_exists(#key)"',
      '"attribute_not_exists(#key) OR attribute_exists(#key)"',
    ],
    ["stores on whatever version there is (check, then act)", '"#v = :v"', '"#v >= :v"'],
    [
      "does not recognise its own write",
      "if (error instanceof ConditionalCheckFailedException) return isOurs(stored);",
      "if (error instanceof ConditionalCheckFailedException) return false;",
    ],
    [
      "takes another's write for its own",
      "if (error instanceof ConditionalCheckFailedException) return isOurs(stored);",
      "if (error instanceof ConditionalCheckFailedException) return true;",
    ],
    ["audits one shard only", "Number(shard) + 1 < DUE_SHARDS", "Number(shard) + 1 < 1"],
    [
      "stores the version before",
      "version: { N: String(document.history.length) }",
      "version: { N: String(document.history.length - 1) }",
    ],
    [
      "swallows what went wrong with a write",
      "      throw error;\n    }\n  };\n\n  return {\n    find,",
      "      return true;\n    }\n  };\n\n  return {\n    find,",
    ],
  ),
  ...inFile(
    "shared/domain/case-clock.ts",
    ["does not look again for unsent notices", "return [...steps, ...sends].sort()[0];", "return steps.sort()[0];"],
    ["does not look for rungs", "return [...steps, ...sends].sort()[0];", "return sends.sort()[0];"],
    [
      "climbs while the clock stands still",
      'limit.state === "running"\n      ? limit.ladder',
      'limit.state === "running" || limit.state === "paused"\n      ? limit.ladder',
    ],
    ["skips a level of the ladder", "step.level === event.level ?", "step.level >= event.level ?"],
    [
      "sends every notice but once",
      ".filter((notice) => !notice.deliveredAt && notice.nextAttemptAt <= now)",
      ".filter((notice) => !notice.deliveredAt && notice.nextAttemptAt <= now && notice.attempts > 99)",
    ],
  ),
  ...inFile(
    "shared/domain/history.ts",
    ["drops older texts", "texts: { ...document?.texts, ...kept }", "texts: kept"],
    [
      "overwrites the last entry",
      "history: [...history, { ...entry, hash }]",
      "history: [...history.slice(0, -1), { ...entry, hash }]",
    ],
  ),
  ...inFile("shared/domain/notices.ts", [
    "puts a second attempt off for a year",
    "2 * MINUTE, DAY)",
    "2 * MINUTE * 262_800, 365 * DAY)",
  ]),
  ...inFile(
    "shared/domain/decision.ts",
    ["gives two notices one id", "`${kind}.${seq}.${recipientId}`", "`${kind}.${recipientId}`"],
    ["gives two limits one id", "taken === 0 ? `${kind}.${seq}`", "taken === 0 ? `${kind}`"],
    [
      "escalates to the one who is late",
      "return superiorOf(directory, ownerId, day)?.id;",
      "return actingFor(directory, ownerId, day)?.id;",
    ],
  ),
  ...inFile(
    `${domain}/conclude.ts`,
    ["closes while feedback is owed", 'openReferral(inquiry) ? refuse("feedback-owed", "FIR-5.3") : ', ""],
    ["closes while an assisting department owes its answer", "return names.length > 0 ?", "return names.length > 99 ?"],
    [
      "takes the clock's word for what came last",
      "entryOf(last.text) > Math.max(...owedSince)",
      'last.at >= (inquiry.messages.at(-1)?.at ?? "")',
    ],
  ),
  ...inFile(
    `${domain}/decide.ts`,
    [
      "lets commands through at any stage",
      'if (!row.stages.includes(inquiry.stage))\n    return refuse("wrong-stage"',
      'if (row.stages.length === 0)\n    return refuse("wrong-stage"',
    ],
    ["lets a citizen rate twice", 'if (inquiry.rating) return refuse("already-rated", "SC-3");', ""],
  ),
  ...inFile(`${domain}/register.ts`, ["demands no first answer", 'd.begin("first-answer", owner);', ""]),
  ...inFile(`${domain}/urgency.ts`, [
    "tells nobody of an urgent matter",
    'd.notify("urgent", leaderId, "FIR-5.6", { limitId });',
    "",
  ]),
  ...inFile(
    `${domain}/materials.ts`,
    [
      "lets a second notice pass without a new fact",
      'if (second && !command.newFact) return refuse("second-notice", "SC-4");',
      "",
    ],
    ["does not stop the clock for materials", 'pauseBusiness(d, inquiry, "materials");', ""],
  ),
  ...inFile(`${domain}/hand-over.ts`, [
    "leaves the limits with whoever handed over",
    'if (limit.ownerId === inquiry.caseworkerId) d.events.push({ type: "LimitOwned", id: limit.id, ownerId: toId });',
    "",
  ]),
  ...inFile("shared/domain/authorisation.ts", [
    "allows what is not forbidden",
    "staffCommands[action.do].by.some((relation) => action.relations.has(relation))",
    "action.relations.size >= 0",
  ]),
  {
    name: "lets those in who have left",
    file: "shared/domain/authorisation.ts",
    find: "if (!principal.active) return false;",
    replace: "",
    also: {
      file: "shared/lambda/staff.ts",
      find: "if (!principal?.active)",
      replace: "if (!principal)",
    },
  },
  ...inFile("shared/cases/open-case.ts", [
    "opens a case without its secret",
    "return found && right ? found",
    "return found ? found",
  ]),
  ...inFile("shared/aws/receipt-key.ts", [
    "gives all cases one number",
    "`${kind} number ${idempotencyKey}`",
    "`${kind} number`",
  ]),
  ...inFile("shared/aws/inbox-table.ts", [
    "delivers over what was read",
    '"attribute_not_exists(noticeKey)"',
    '"attribute_not_exists(nothing)"',
  ]),
  ...inFile(
    "functions/deliver-notice/deliver-notice.ts",
    [
      "puts what comes of the box past its recipient",
      "return concerned.has(recipientId) ? keeperOf(known, concerned, day)?.id : recipientId;",
      "return keeperOf(known, concerned, day)?.id ?? recipientId;",
    ],
    ["ticks off before it has delivered", "await inbox.deliver({", "void inbox.deliver({"],
    ["delivers under another key each time", "key: `${notice.queuedAt} ", "key: `${now} "],
  ),
  ...inFile("functions/deliver-notice/suspect-after.ts", [
    "lays a breach to whoever got the case after it",
    "entry.events.slice(0, entry.events.findIndex(isBreach))",
    "entry.events",
  ]),
  {
    name: "leaves cases with those who are away",
    file: "functions/audit-deadlines/audit-deadlines.ts",
    find: "if (isPresent(person, day) || ",
    replace: 'if (person.id !== "" || isPresent(person, day) || ',
    also: {
      file: "functions/audit-deadlines/audit-deadlines.ts",
      find: "JSON.stringify([offices, staff, away])",
      replace: "JSON.stringify([offices, staff])",
    },
  },
  ...inFile(
    "functions/audit-deadlines/audit-deadlines.ts",
    [
      "leaves with a head on leave what the head owes",
      "JSON.stringify([offices, staff, away])",
      "JSON.stringify([offices, staff])",
    ],
    [
      "looks at the first page of what is due only",
      "cursor = page.cursor;\n    } while (cursor !== undefined && hasTime());",
      "cursor = undefined;\n    } while (cursor !== undefined && hasTime());",
    ],
  ),
  ...inFile("functions/command-inquiry/command-inquiry.ts", [
    "gives a command on another version than was seen",
    'movedOnSince(found.document, version) ? { ...refuse("stale"), current: viewOf(found, principal, known, now) } : found;',
    "found;",
  ]),
  ...inFile("functions/continue-inquiry/continue-inquiry.ts", [
    "acknowledges what was not stored",
    'return saved ? trackingView(saved, known, now) : "stale";',
    "return trackingView(saved ?? found, known, now);",
  ]),
  ...inFile("shared/domain/suggestion/decide.ts", [
    "leaves a writer's word with the one it is about",
    '({ kind }) => kind === is || kind === "suggestion-message"',
    "({ kind }) => kind === is",
  ]),
  ...inFile(
    "shared/domain/suggestion/suggestion.ts",
    [
      "takes nobody for concerned who belongs to a named unit",
      "return new Set([...about.staffIds, ...heads, ...members.map((person) => person.id)]);",
      "return new Set(about.staffIds.concat(heads.slice(99), members.slice(99).map((person) => person.id)));",
    ],
    [
      "forgets whom a complaint is about once it was reviewed",
      'if (about.decided && category !== "complaint")',
      "if (about.decided)",
    ],
  ),
  ...inFile("shared/domain/impartial.ts", [
    "escalates to the one it is about",
    "if (usual !== undefined && !concerned.has(usual)) return usual;",
    "if (usual !== undefined) return usual;",
  ]),
  ...inFile("shared/domain/conduct/rungs.ts", ["counts a breach twice", "  ).length;", "  ).length * 2;"]),
  ...inFile("functions/review-suggestions/review-suggestions.ts", [
    "decides on another version of a suggestion than was seen",
    'if (revisionOf(stored.document) !== request.version) return { ...refuse("stale"), current: view() };',
    "",
  ]),
  ...inFile("shared/domain/conduct/decide.ts", [
    "verifies before the person was heard",
    "if (!row.stages.includes(conduct.stage))",
    "if (row.stages.length === 0)",
  ]),
  ...inFile("shared/domain/conduct/suspect.ts", [
    "opens one suspicion twice",
    "if (known) return { known: known.id };",
    "",
  ]),
  ...inFile("shared/cases/run-errands.ts", [
    "forgets what a suggestion ordered",
    "if (errand.done) continue;",
    'if (errand.done || errand.kind === "conduct") continue;',
  ]),
  ...inFile("shared/domain/slot.ts", [
    "holds a place that is taken",
    "if (others.length >= slot.capacity) return undefined;",
    "",
  ]),
  ...inFile("shared/aws/slot-table.ts", [
    "stores a slot over what another stored",
    'slot.version === 0 ? "attribute_not_exists(slot)" : "#v = :v"',
    'slot.version === 0 ? "attribute_not_exists(slot)" : "#v >= :v"',
  ]),
  ...inFile("shared/cases/proof-of-work.ts", [
    "forgets a spent proof before it has expired",
    "expiresAt.getTime() + A_DAY",
    "expiresAt.getTime() - A_DAY",
  ]),
  ...inFile("shared/aws/spent-table.ts", [
    "lets a proof be spent again",
    '"attribute_not_exists(#t) OR #o = :o"',
    '"attribute_not_exists(#t) OR #o <> :o OR #o = :o"',
  ]),
  ...inFile("shared/cases/change.ts", [
    "gives up when somebody else was first",
    "for (let turn = 0; turn < times; turn += 1)",
    "for (let turn = 0; turn < Math.min(times, 1); turn += 1)",
  ]),
];
