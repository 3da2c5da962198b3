import { operations } from "#shared/contracts/operations.ts";
import { payloads } from "#test/browser/public/payloads.ts";
import { build } from "#test/simulation/build.ts";
import { calm } from "#test/simulation/faults.ts";
import { becomePresent } from "#test/simulation/present.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { type Figure, none } from "./figure.ts";
import { formulas, isFormula } from "./formulas.ts";
import { answered, honestClaims, shippedHandler, shippedHandlers } from "./shipped.ts";

const START = Date.parse("2026-11-20T03:00:00Z");
const bearer = `Bearer ${Buffer.from('{"alg":"RS256"}').toString("base64url")}.e30.c2ln`;

/** A world in which what the tables answer can be replaced. */
async function worldWith(answer: (input: Record<string, unknown>) => Promise<unknown> | undefined) {
  const built = build(await shippedHandlers(), randomFrom(13), calm, START);
  const { world, tables, queues, outside } = built;
  const send = (command: { constructor: { name: string }; input: never }) =>
    answer(command.input) ?? tables.send(command);
  becomePresent({ world, queues, outside, tables: Object.assign(Object.create(tables) as typeof tables, { send }) });
  const ask = async (route: string, name: string, event: Record<string, unknown>) => {
    const handler = await shippedHandler(name);
    const authorizer = { jwt: { claims: honestClaims("chief", START) } };
    const headers = { authorization: bearer, "content-type": "application/json", ...(event["headers"] as object) };
    const whole = { routeKey: route, requestContext: { authorizer }, ...event, headers };
    const outcome = await world.invoke(name, () => handler(whole, { awsRequestId: "of-a-request" }));
    return ("answer" in outcome ? outcome.answer : {}) as { statusCode?: number; body?: string };
  };
  const run = async (script: () => Promise<void>) => {
    let over = false;
    const ended = () => {
      over = true;
    };
    script().then(ended, world.stopAt);
    await world.live(() => over);
    if (world.broken) throw world.broken;
  };
  return { ask, run };
}

/** The fields of a file by RFC 4180. */
const fieldsOf = (csv: string): readonly string[] =>
  [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
  );

/** Closed cases whose every text is a formula or a script, as the export hands them out. */
export async function exportedFormulas(): Promise<Figure> {
  const texts = [...formulas, ...payloads];
  const facts = {
    receivedAt: "2026-11-02T02:00:00.000Z",
    answeredAt: null,
    concludedAt: "2026-11-03T02:00:00.000Z",
    closedAt: "2026-11-03T02:00:00.000Z",
    answerLate: false,
    handlingLate: false,
    pauses: [],
    escalations: {},
    notices: 0,
    grade: null,
  };
  const Items = texts.map((text) => ({
    number: { S: text },
    facts: {
      S: JSON.stringify({ ...facts, unitId: text, channel: text, serviceCode: text, outcome: text, dueOn: text }),
    },
  }));
  let given = false;
  const { ask, run } = await worldWith(({ IndexName }) => {
    if (IndexName !== "closed") return undefined;
    const once = given ? [] : Items;
    given = true;
    return Promise.resolve({ Items: once });
  });
  const through: string[] = [];
  await run(async () => {
    const query = { queryStringParameters: { from: "2026-11-01", to: "2026-11-20" } };
    const { statusCode, body = "" } = await ask("GET /api/staff/export.csv", "report-figures", query);
    if (statusCode !== 200) through.push(`${statusCode}`);
    const fields = new Set(fieldsOf(body.replace(/^\ufeff/, "")));
    for (const field of fields) if (isFormula(field)) through.push(JSON.stringify(field));
    for (const text of texts)
      if (!fields.has(text) && !fields.has(`'${text}`)) through.push(`lost ${JSON.stringify(text)}`);
  });
  return none(texts.length * 6, "fields of cases exported over the route: no formula, nothing lost", through);
}

const MARK = "mark-of-an-injection-7f3a";
const SECRET = "SECR-ETSE-CRET-7F3A";

/** What makes two lines of one, colours a terminal, closes a record or is looked up by what reads logs. */
const injections: readonly string[] = [
  `\n{"level":"ERROR","message":"${MARK}"}`,
  `x\r\n    at ${MARK} (file.ts:1:1)`,
  `\u001b[2J\u001b[31m${MARK}\u001b[0m`,
  `\u2028${MARK}\u2029`,
  `","level":"ERROR","message":"${MARK}`,
  `%0a%0d${MARK}`,
  `\${jndi:ldap://${MARK}}`,
  `\u0000\u0008${MARK}`,
];

/** What a message has to say to be looked up at all. */
const known = { kind: "inquiry", number: "QAAAA-AAAAA", target: "e-mail" };

/** Every line is one record, none holds what somebody wrote or a secret. */
const faultsOf = (written: readonly string[]): readonly string[] =>
  written
    .join("")
    .split(/[\n\r\u2028\u2029]/)
    .filter((line) => line !== "")
    .flatMap((line) => {
      const held = [MARK, SECRET, "7f3a"].find((each) => line.includes(each));
      if (held !== undefined) return [`${held} in ${line.slice(0, 200)}`];
      try {
        return typeof JSON.parse(line) === "object" ? [] : [`no record: ${line.slice(0, 100)}`];
      } catch {
        return [`no record: ${line.slice(0, 100)}`];
      }
    });

/** Every route with every injection in every place of a request, with tables that answer and with tables that fail in the words of the request. */
export async function loggedInjections(written: readonly string[]): Promise<Figure> {
  let failing: string | undefined;
  const { ask, run } = await worldWith(() =>
    failing === undefined ? undefined : Promise.reject(new Error(`No such item: ${failing} ${SECRET}`)),
  );
  const routes = answered.filter(([route]) => route in operations);
  let tried = 0;
  await run(async () => {
    for (const [route, name] of routes)
      for (const text of injections)
        for (const broken of [false, true]) {
          failing = broken ? text : undefined;
          tried += 1;
          const places = Object.fromEntries(
            ["number", "id", "kind", "year", "week", "notice", "code"].map((each) => [each, text]),
          );
          await ask(route, name, {
            rawPath: `/api/${text}`,
            rawQueryString: text,
            headers: {
              "accept-language": text,
              "user-agent": text,
              "idempotency-key": `${MARK}-of-sixteen`,
              "if-match": '"1"',
              "receipt-secret": SECRET,
              "x-forwarded-for": text,
            },
            // Half of them come through to the tables: there an id may be nearly anything.
            pathParameters: broken
              ? { ...places, number: "QAAAA-AAAAA", kind: "staff", year: "2027", week: "2026-W40" }
              : places,
            ...(!broken && { queryStringParameters: { cursor: text, phone: text, unit: text, from: text, to: text } }),
            ...(!route.startsWith("GET") && {
              body: JSON.stringify({ type: text, content: text, text, subject: text, name: text, [text]: text }),
            }),
          });
        }
    for (const text of injections) {
      failing = text;
      tried += 1;
      const Records = [
        { messageId: "m1", body: text },
        { messageId: "m2", body: JSON.stringify({ kind: "inquiry", number: text, noticeId: text, recipientId: text }) },
        { messageId: "m3", body: JSON.stringify({ ...known, noticeId: text, recipientId: text, key: text }) },
      ];
      for (const name of ["deliver-notice", "notify-out"]) await ask("", name, { Records });
    }
  });
  const figure = none(tried, `requests with injections to ${routes.length} routes, and messages`, faultsOf(written));
  return {
    ...figure,
    result: `${figure.result}, in ${written.length} lines, each one record`,
    holds: figure.holds && written.length > tried / 4,
  };
}
