import { visitor } from "#test/simulation/api.ts";
import { build } from "#test/simulation/build.ts";
import { proofOf } from "#test/simulation/challenges.ts";
import { calm } from "#test/simulation/faults.ts";
import { becomePresent } from "#test/simulation/present.ts";
import { randomFrom } from "#test/simulation/random.ts";
import { scenarios } from "#test/simulation/scenarios.ts";
import { play } from "#test/simulation/single-faults.ts";
import { type Figure, none } from "./figure.ts";
import { honestClaims, shippedHandler, shippedHandlers } from "./shipped.ts";

const START = Date.parse("2026-11-20T03:00:00Z");
const HOUR = 3_600_000;

/** What people write, each to be told from all else; and what is known of them without their writing it. */
const canary = {
  subject: "canary-subject-51cc",
  content: "canary-content-7f3a",
  name: "金丝雀甲乙",
  phone: "13912345678",
  message: "canary-message-90d1",
  reply: "canary-reply-2ab4",
  letter: "canary-letter-c3e8",
  addition: "canary-addition-5d07",
  accused: "金丝雀丙丁",
  signed: "canary-signed-b619",
  signature: "金丝雀戊己",
  telephone: "13987654321",
  facts: "canary-facts-e44f",
  statement: "canary-statement-08aa",
  address: visitor.sourceIp,
  agent: visitor.userAgent,
} as const;
type Canary = keyof typeof canary;

/** A place where something is written down or sent, and which canaries stand there by design. */
interface Sink {
  readonly name: string;
  readonly text: string;
  readonly may: readonly Canary[];
}

type Input = Record<string, unknown> & { readonly ExpressionAttributeValues?: Record<string, { readonly S?: string }> };

/** Lives through an inquiry, letters to the box with and without a name, a case of the register, days of audits, a digest, an export and refusals. */
async function lived() {
  const handlers = await shippedHandlers();
  const built = build(handlers, randomFrom(11), calm, START);
  const { world, tables, queues, outside, api, audit } = built;
  const queued: string[] = [];
  const outward: string[] = [];
  const told: string[] = [];
  const kept: unknown[] = [];
  const answers: { readonly status: number; readonly text: string }[] = [];
  const secrets: string[] = [];
  const send = (command: { constructor: { name: string }; input: Input }) => {
    const { input } = command;
    if (input["TableName"] === "figures") {
      if (input["Item"]) kept.push(input["Item"]);
      return Promise.resolve({});
    }
    if (input["IndexName"] !== "closed") return tables.send(command as never);
    const partition = input.ExpressionAttributeValues?.[":partition"]?.S;
    return Promise.resolve({ Items: tables.items("inquiries").filter((item) => item["closedIn"]?.S === partition) });
  };
  const put: typeof queues.send = (command) => {
    const bodies = command.input.Entries.map((entry) => JSON.stringify(entry));
    (command.input.QueueUrl === "outward" ? outward : queued).push(...bodies);
    return queues.send(command);
  };
  becomePresent({
    world,
    tables: Object.assign(Object.create(tables) as typeof tables, { send }),
    queues: Object.assign(Object.create(queues) as typeof queues, { send: put }),
    outside: {
      ...outside,
      tell: (place, message) => {
        told.push(JSON.stringify(message));
        return outside.tell(place, message);
      },
      publish: (command) => {
        told.push(JSON.stringify(command.input));
        return outside.publish(command);
      },
    },
  });
  const ask = async (route: string, given: Parameters<typeof api.once>[1]) => {
    const answer = await api.once(route, given);
    answers.push({ status: answer?.status ?? 0, text: JSON.stringify(answer) });
    if (answer?.body?.secret) secrets.push(answer.body.secret);
    return answer;
  };
  const must = async (route: string, given: Parameters<typeof api.once>[1]) => {
    const answer = await ask(route, given);
    if (!answer || answer.status >= 300) throw new Error(`${route} answered ${JSON.stringify(answer)}`);
    return answer;
  };
  /** A request that no client of the simulation would make, or to a function that takes no part in it. */
  const direct = async (name: string, event: object) => {
    const handler = await shippedHandler(name);
    const outcome = await world.invoke(name, () => handler(event, { awsRequestId: "of-a-canary" }));
    const { statusCode = 0, body = "" } = ("answer" in outcome ? outcome.answer : {}) as Record<string, never>;
    answers.push({ status: statusCode, text: body });
    if ("error" in outcome) throw outcome.error;
    return body as string;
  };
  const authorizer = { jwt: { claims: { ...honestClaims("chief", START), exp: "9999999999" } } };
  const authorization = `Bearer ${Buffer.from('{"alg":"RS256"}').toString("base64url")}.e30.c2ln`;
  const staffEvent = (routeKey: string, more: object) => ({
    routeKey,
    headers: { authorization, "user-agent": canary.agent, "content-type": "application/json" },
    requestContext: { authorizer, http: visitor },
    ...more,
  });
  const command = async (route: string, params: Record<string, string>, staff: string, body: object) => {
    const { etag } = await must(`GET ${route}`, { params, staff });
    return must(`POST ${route}/commands`, { params, staff, headers: { "if-match": etag }, body });
  };
  const proof = (form: string, key: string) => proofOf(form, key, START + HOUR);

  const script = async () => {
    const { subject, content, name, phone } = canary;
    const asked = { channel: "web", office: "centre", subject, content, name, phone, urgent: true };
    const headers = { "idempotency-key": "a-key-of-the-canary-0001" };
    const body = { ...asked, altcha: proof("inquiry", "one") };
    const { body: inquiry } = await must("POST /api/inquiries", { headers, body });
    await ask("POST /api/inquiries", { headers, body: { ...body, subject: "another" } });
    const own = { params: { number: inquiry.number }, headers: { "receipt-secret": inquiry.secret } };
    await must("POST /api/inquiries/{number}/messages", { ...own, body: { text: canary.message } });
    const write = async (key: string, letter: object) =>
      (
        await must("POST /api/suggestions", {
          headers: { "idempotency-key": `key-of-a-letter-${key}` },
          body: { category: "complaint", ...letter, altcha: proof("suggestion", key) },
        })
      ).body;
    const letter = await write("without-name", { content: canary.letter, about: { staffName: canary.accused } });
    const secret = { "receipt-secret": letter.secret };
    const params = { number: letter.number };
    await must("POST /api/suggestions/{number}/messages", { params, headers: secret, body: { text: canary.addition } });
    await write("with-a-name", { content: canary.signed, name: canary.signature, phone: canary.telephone });
    const about = { staffIds: ["clerk-c"], unitIds: [] };
    const box = "/api/staff/suggestions/{number}";
    await command(box, params, "chief", { type: "review", category: "complaint", topic: "attitude", about });
    const suspicion = { staffId: "clerk-c", category: "cold-reception", facts: canary.facts };
    await command(box, params, "chief", { type: "openConduct", ...suspicion });
    const opened = { staff: "chief", headers: { "idempotency-key": "key-of-a-suspicion-0001" }, body: suspicion };
    const { body: suspected } = await must("POST /api/staff/conduct", opened);
    const register = { id: encodeURIComponent(suspected.id) };
    await command("/api/staff/conduct/{id}", register, "chief", { type: "hear", facts: canary.facts });
    await command("/api/staff/conduct/{id}", register, "clerk-c", { type: "state", text: canary.statement });
    // Refusals: to the person complained about, to a wrong secret, to what is not right.
    await ask(`GET ${box}`, { params, staff: "clerk-c" });
    await ask("GET /api/inquiries/{number}", { ...own, headers: { "receipt-secret": letter.secret } });
    // Names of fields come back, what stands in them doesn't.
    for (const wrong of [
      { ...body, extra: content },
      { ...body, office: content },
      { ...body, phone: name },
    ])
      await direct("register-inquiry", {
        ...staffEvent("POST /api/inquiries", { body: JSON.stringify(wrong) }),
        headers: { "idempotency-key": "a-key-of-the-canary-0002" },
      });
    await direct("register-inquiry", staffEvent("POST /api/inquiries", { body: `{"content":"${content}` }));
    for (let day = 0; day < 4; day += 1) {
      await world.sleep(24 * HOUR);
      await audit();
    }
    const at = "/api/staff/inquiries/{number}";
    const { body: seen } = await must(`GET ${at}`, { params: own.params, staff: "chief" });
    await command(at, own.params, seen.caseworkerId, { type: "accept" });
    const text = `您好，已为您办好，款项明天到账。${canary.reply}`;
    await command(at, own.params, seen.caseworkerId, { type: "complete", text, confirmed: true });
    await world.sleep(4 * 24 * HOUR);
    await audit();
    await direct("send-digest", { correlationId: "of-a-canary" });
    const span = { from: "2026-11-01", to: "2026-12-31" };
    const csv = await direct(
      "report-figures",
      staffEvent("GET /api/staff/export.csv", { queryStringParameters: span }),
    );
    if (!csv.includes(inquiry.number)) throw new Error("The case is not in the export");
    // What goes out: first a message for each target, then each of these told.
    for (let turn = 0, from = 0; turn < 2; turn += 1) {
      const Records = outward.slice(from).map((entry, index) => ({
        messageId: `o${index}`,
        body: JSON.parse(entry).MessageBody,
        attributes: { ApproximateReceiveCount: "1" },
      }));
      from = outward.length;
      await direct("notify-out", { Records });
    }
    return csv;
  };
  let csv: string | undefined;
  script().then((made) => {
    csv = made;
  }, world.stopAt);
  await world.live(() => csv !== undefined);
  if (world.broken) throw world.broken;
  // And with every request failing, so that errors are logged, too.
  for (let step = 1; step <= 29; step += 4)
    await play(scenarios[0] as (typeof scenarios)[number], handlers, { at: step, how: "failed after" });
  return { tables, queued, outward, told, kept, answers, secrets, csv: csv ?? "" };
}

const ofInquiry = ["subject", "content", "name", "phone", "message", "reply"] as const;
const ofLetters = ["letter", "addition", "accused", "signed", "signature", "telephone"] as const;

/** Searches every place where something is written down or sent for what must not stand there. */
export async function canaries(written: readonly string[]): Promise<Figure> {
  const { tables, queued, outward, told, kept, answers, secrets, csv } = await lived();
  const apart = (table: string, of: "index" | "document"): string =>
    JSON.stringify(
      tables.items(table).map(({ document = {}, body = {}, ...index }) => (of === "index" ? index : [document, body])),
    );
  const refused = answers.filter(({ status }) => status >= 400);
  const sinks: readonly Sink[] = [
    { name: "a log line", text: written.join("\n"), may: [] },
    { name: "a queue message", text: queued.join("\n"), may: [] },
    { name: "a message of the outward queue", text: outward.join("\n"), may: [] },
    { name: "what is told outside", text: told.join("\n"), may: [] },
    { name: "the digest", text: JSON.stringify(kept), may: [] },
    { name: "an exported file", text: csv, may: [] },
    { name: "a refusal", text: JSON.stringify(refused), may: [] },
    // A list shows what a case is about, the name masked; one of the box begins with its words.
    { name: "the index of the inquiries", text: apart("inquiries", "index"), may: ["subject"] },
    { name: "the index of the box", text: apart("suggestions", "index"), may: ["letter", "signed"] },
    { name: "the index of the register", text: apart("conduct", "index"), may: [] },
    { name: "a key of the inboxes", text: apart("notices", "index"), may: [] },
    { name: "a notice", text: apart("notices", "document"), may: ["subject"] },
    { name: "an inquiry", text: apart("inquiries", "document"), may: ofInquiry },
    { name: "a letter", text: apart("suggestions", "document"), may: [...ofLetters, "facts"] },
    { name: "the register", text: apart("conduct", "document"), may: ["facts", "statement"] },
    ...["boxes", "directory", "slots", "spent", "inspections"].map((table): Sink => {
      const text = `${apart(table, "index")}${apart(table, "document")}`;
      return { name: `the table ${table}`, text, may: [] };
    }),
  ];
  const searched = [...Object.entries(canary), ...secrets.map((secret) => ["a secret", secret] as const)];
  const through = sinks.flatMap(({ name, text, may }) =>
    searched.flatMap(([what, value]) =>
      text.includes(value) && !may.includes(what as Canary) ? [`${what} in ${name}`] : [],
    ),
  );
  // What stands somewhere by design and was not found there was never written: the search would search for nothing.
  const missed = sinks.flatMap(({ name, text, may }) =>
    may.filter((what) => !text.includes(canary[what])).map((what) => `${what} is not even in ${name}`),
  );
  const filled = [written, queued, outward, told, kept, refused, secrets];
  const figure = none(
    searched.length * sinks.length,
    `searches for ${searched.length} canaries in ${sinks.length} places, ${written.length} log lines, ${queued.length + outward.length} messages and ${refused.length} refusals among them`,
    [...through, ...missed],
  );
  return { ...figure, holds: figure.holds && filled.every(({ length }) => length > 0) };
}
