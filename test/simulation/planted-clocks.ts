// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the places are quoted from the sources
import { domain, inFile, type Planted } from "./planted-guards.ts";

/** What dates, ladders and an anonymous writer are promised; each was once planted and found by nothing. */
export const clocks: readonly Planted[] = [
  ...inFile("shared/domain/calendar/working-hours.ts", [
    "lets every limit end two hours late (SC-5)",
    "const dueAt = endOf(calendar, hours, startedAt, term, pauses);",
    "const dueAt = instantAt(milliseconds(endOf(calendar, hours, startedAt, term, pauses)) + 120 * MINUTE);",
  ]),
  ...inFile(
    "shared/domain/limits.ts",
    [
      "counts the time a clock stood still (SC-4)",
      "to === undefined ? [] : [{ pausedAt: from, resumedAt: to }]",
      'to === undefined || to > "" ? [] : [{ pausedAt: from, resumedAt: to }]',
    ],
    [
      "gives an urgent matter an hour more (FIR-5.6)",
      "const promise = start.promise ?? rule.term;",
      'const promise = start.promise ?? (rule.kind === "acknowledge-urgent" ? { ...rule.term, amount: rule.term.amount + 60 } : rule.term);',
    ],
  ),
  ...inFile("shared/domain/decision.ts", [
    "sends the director's rung to the head (SC-5)",
    "return director && actingFor(directory, director.id, day)?.id;",
    "return superiorOf(directory, ownerId, day)?.id;",
  ]),
  ...inFile("shared/domain/case-clock.ts", [
    "goes on with the dates from before a pause (SC-4)",
    'return { ...limit, ...event.dates, state: "running", pauses: endPause(limit, at) };',
    'return { ...limit, state: "running", pauses: endPause(limit, at) };',
  ]),
  ...inFile("shared/aws/case-table.ts", [
    "lets the audit look a day late",
    "dueAt: { S: look }",
    "dueAt: { S: new Date(Date.parse(look) + 86_400_000).toISOString() }",
  ]),
  ...inFile("shared/aws/inquiry-table.ts", [
    "lists what is due by when it came in",
    "orderOf(inquiry.urgent !== null, nextDue(inquiry))",
    "orderOf(inquiry.urgent !== null, inquiry.receivedAt)",
  ]),
  ...inFile(`${domain}/clocks.ts`, [
    "extends a limit without extending it (SC-5)",
    'd.events.push({ type: "LimitMoved", id: limit.id, reason: "extension", dates });',
    'd.events.push({ type: "LimitMoved", id: limit.id, reason: "extension", dates: { ...dates, dueOn: limit.dueOn, dueAt: limit.dueAt } });',
  ]),
  ...inFile(
    "shared/cases/put-in-box.ts",
    [
      "keeps the minute of an anonymous writer (invariant 7)",
      "const at = anonymous ? coarse(request.now) : request.now;",
      "const at = anonymous ? request.now : request.now;",
    ],
    [
      "keeps the key of an anonymous writer (invariant 7)",
      '({ kind: "citizen" } as const)',
      '({ kind: "citizen", id: request.idempotencyKey } as const)',
    ],
  ),
  ...inFile(
    "shared/domain/suggestion/decide.ts",
    [
      "keeps the minute of an anonymous writer's further word (invariant 7)",
      "return hour > lastAt ? hour : lastAt;",
      "return now > lastAt ? now : lastAt;",
    ],
    [
      "tells of an anonymous writer's further word at once (invariant 7)",
      "{ nextAttemptAt: nextHour(context.now) }",
      "{}",
    ],
  ),
  ...inFile(
    "functions/audit-deadlines/audit-deadlines.ts",
    [
      "makes no round when a calendar year was loaded (SC-5)",
      "of: digest(calendarAsItStands(known)),",
      'of: "the calendar",',
    ],
    [
      "looks at a case on the dates it was counted before (SC-5)",
      "...contextOf(known, officeId, now), recount: true }",
      "...contextOf(known, officeId, now), recount: false }",
    ],
  ),
  ...inFile("shared/cases/context.ts", [
    "counts on the rule pack whatever year was loaded (SC-5)",
    "time: timeOf(officeId, known.calendarYears),",
    "time: timeOf(officeId, {}),",
  ]),
  ...inFile(
    "shared/cases/also-outward.ts",
    [
      "tells nothing outside (FIR-5.6)",
      "if (goesOut(notice)) await",
      'if (goesOut(notice) && notice.number === "") await',
    ],
    [
      "goes on when the outward queue refused (FIR-5.6)",
      "await outward.send([{ recipientId: notice.recipientId, key: notice.key }]);",
      "await outward.send([{ recipientId: notice.recipientId, key: notice.key }]).catch(() => undefined);",
    ],
  ),
  ...inFile(
    "functions/notify-out/notify-out.ts",
    [
      "leaves out one of the places outside (FIR-5.6)",
      "await ports.queue.send(targets.map(",
      "await ports.queue.send(targets.slice(1).map(",
    ],
    ["takes for told what a place did not take (FIR-5.6)", "    throw error;\n", ""],
  ),
  ...inFile("shared/domain/outward/outward.ts", [
    "names a person outside (invariant 7)",
    'link === "" ? "请登录工作台查看。" :',
    'link === "" ? "请登录工作台查看。" : "recipientId" in notice ? `请${String(notice.recipientId)}登录：${link}` :',
  ]),
  ...inFile("shared/aws/case-table.ts", [
    "reads a case as it may have been",
    "Key: { [shape.key]: { S: key } }, ConsistentRead: true }",
    "Key: { [shape.key]: { S: key } }, ConsistentRead: false }",
  ]),
  ...inFile("shared/aws/inbox-table.ts", [
    "reads a notice that goes outside as it may have been (FIR-5.6)",
    "Key, ConsistentRead: true }",
    "Key, ConsistentRead: false }",
  ]),
  ...inFile("shared/aws/slot-table.ts", [
    "reads a slot as it may have been",
    "Key: keysOf(id), ConsistentRead: true }",
    "Key: keysOf(id), ConsistentRead: false }",
  ]),
  ...inFile("shared/aws/directory-table.ts", [
    "reads the directory as it may have been",
    "          ConsistentRead: true,\n",
    "",
  ]),
];
