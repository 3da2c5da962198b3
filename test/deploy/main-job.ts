import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import type { Challenge } from "altcha-lib/types";
import { offices, roster, staff } from "#infra/local/demo-directory.ts";
import { type Outputs, tool } from "./cdk.ts";
import type { Issuer } from "./issuer.ts";
import { type Answer, type Cloud, call, send } from "./signed-call.ts";

/** A claim of the check, and the act that fails if it doesn't hold. */
type Step = readonly [sentence: string, act: () => Promise<void>];

type Deployed = {
  readonly cloud: Cloud;
  readonly issuer: Issuer;
  readonly outputs: Outputs;
  readonly folder: string;
};

const expect = (what: string, got: unknown, wanted: unknown): void => {
  if (JSON.stringify(got) !== JSON.stringify(wanted))
    throw new Error(`${what}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);
};

const eventually = async (what: string, holds: () => Promise<boolean>, seconds: number): Promise<void> => {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
};

/** The date in so many days, as the calendar on the wall of the centre has it. */
const dayIn = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

/** The main job over HTTP, as citizens and staff do it: before a change is deployed, after it, and with a right missing. */
export const mainJob = ({ cloud, issuer, outputs, folder }: Deployed) => {
  const { host } = new URL(outputs.ApiUrl);
  const http = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    send(cloud, {
      method,
      path,
      host,
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const as = async (subject: string, method: string, path: string, body?: unknown, headers = {}) =>
    http(method, path, body, { authorization: `Bearer ${await issuer.token(subject)}`, ...headers });
  const put = async (kind: string, id: string, entry: unknown) => {
    const answer = await as("admin", "PUT", `/api/staff/directory/${kind}/${encodeURIComponent(id)}`, entry);
    if (answer.status >= 300) throw new Error(`${kind}/${id}: ${answer.status} ${answer.text}`);
  };
  const inquiry = {
    channel: "web",
    office: "centre",
    subject: "购房提取需要什么材料",
    content: "我在和田市买了房，想提取公积金，请问要带什么？",
    name: "阿卜杜拉",
    phone: "13900000001",
  };
  const solved = async (): Promise<string> => {
    const challenge = JSON.parse((await http("POST", "/api/challenges", { form: "inquiry" })).text) as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    return Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  };
  // Whoever sends again, because the answer was lost, sends the same.
  const sent = new Map<string, object>();
  const register = async (key: string, fields = {}) => {
    const body = sent.get(key) ?? { ...inquiry, ...fields, altcha: await solved() };
    sent.set(key, body);
    return http("POST", "/api/inquiries", body, { "idempotency-key": key });
  };
  const track = (number: string, secret: string) =>
    http("GET", `/api/inquiries/${number}`, undefined, { "receipt-secret": secret });
  const show = async (subject: string, number: string) =>
    JSON.parse((await as(subject, "GET", `/api/staff/inquiries/${number}`)).text);
  const inboxHas = async (subject: string, number: string, kind: string) => {
    const { items } = JSON.parse((await as(subject, "GET", "/api/staff/inbox")).text);
    return items.some((notice: { number: string; kind: string }) => notice.number === number && notice.kind === kind);
  };
  const depth = async (QueueUrl: string): Promise<number> => {
    const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"];
    const { Attributes } = await call(cloud, "sqs", "GetQueueAttributes", { QueueUrl, AttributeNames: names });
    return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  };
  const deadLettersOf = async (QueueUrl: string): Promise<string> => {
    const { Attributes } = await call(cloud, "sqs", "GetQueueAttributes", {
      QueueUrl,
      AttributeNames: ["RedrivePolicy"],
    });
    const { deadLetterTargetArn } = JSON.parse(Attributes.RedrivePolicy);
    const QueueName = deadLetterTargetArn.split(":").at(-1);
    return (await call(cloud, "sqs", "GetQueueUrl", { QueueName })).QueueUrl;
  };
  const inquiriesTable = async (): Promise<string> => {
    const { TableNames } = await call(cloud, "dynamodb", "ListTables", {});
    return TableNames.find((name: string) => name.includes("Inquiries"));
  };

  let receipt = { number: "", secret: "" };
  const people = staff.filter(({ id }) => id !== "admin");
  const POISONED = "QBBBB-BBBBB";

  const beforeChange: Step[] = [
    [
      "anybody may ask for the catalogue",
      async () => expect("GET /api/services", (await http("GET", "/api/services")).status, 200),
    ],
    [
      "without a token, with a foreign one, an expired one or one for others staff routes answer 401",
      async () => {
        const authorizations = [
          undefined,
          await issuer.forged("admin"),
          await issuer.token("admin", { expiresIn: -900 }),
          await issuer.token("admin", { audience: "others" }),
        ];
        for (const token of authorizations) {
          const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
          const { status } = await http("GET", "/api/staff/directory/staff", undefined, headers);
          expect("GET /api/staff/directory/staff", status, 401);
        }
      },
    ],
    [
      "a good token of somebody who isn't in the directory gets 403",
      async () => expect("GET /api/staff/me", (await as("stranger", "GET", "/api/staff/me")).status, 403),
    ],
    [
      "the first administrator fills the directory, and staff get 200",
      async () => {
        const admin = staff.find(({ id }) => id === "admin");
        for (const office of offices) await put("offices", office.id, office);
        await put("staff", "admin", admin);
        for (const person of people) await put("staff", person.id, person);
        for (const day of roster(dayIn(0), 3)) await put("roster", `${day.officeId}@${day.date}`, day);
        expect("GET /api/staff/me", (await as("wang-min", "GET", "/api/staff/me")).status, 200);
      },
    ],
    [
      "a citizen gets a receipt, the same one when the answer was lost",
      async () => {
        const [first, again] = [await register("deploy-check-inquiry-1"), await register("deploy-check-inquiry-1")];
        expect("POST /api/inquiries", [first.status, again.status], [201, 201]);
        receipt = JSON.parse(first.text);
        expect("repeated", JSON.parse(again.text).number, receipt.number);
      },
    ],
    [
      "with number and secret the citizen sees the case, with another secret nobody does",
      async () => {
        expect("own secret", (await track(receipt.number, receipt.secret)).status, 200);
        expect("foreign secret", (await track(receipt.number, "AAAA-BBBB-CCCC-DDDD")).status, 404);
      },
    ],
    [
      "an urgent inquiry goes through its queue into the inbox of the head",
      async () => {
        const { number, firstResponder } = JSON.parse((await register("deploy-check-urgent-1", { urgent: true })).text);
        const responder = staff.find(({ name }) => name === firstResponder.name);
        const unit = offices.flatMap(({ units }) => units).find(({ id }) => id === responder?.unitId);
        await eventually("urgent notice", () => inboxHas(unit?.headId ?? "", number, "urgent"), 60);
      },
    ],
    [
      "it goes out over the next queue as well, and nothing of it is left on either",
      async () => {
        const { QueueUrls } = await call(cloud, "sqs", "ListQueues", {
          QueueNamePrefix: "ShouwenTrialService-Outward",
        });
        const urls: string[] = [outputs.UrgentQueueUrl, ...QueueUrls];
        expect("outward queue and its dead letters", QueueUrls.length, 2);
        const left = async () => (await Promise.all(urls.map(depth))).reduce((sum, each) => sum + each, 0);
        await eventually("all queues empty", async () => (await left()) === 0, 60);
      },
    ],
    [
      "of a batch only the message that fails comes back, and ends in the dead letters",
      async () => {
        const QueueUrl = outputs.EscalationsQueueUrl;
        // Five attempts of three minutes each are too long to wait for.
        await call(cloud, "sqs", "SetQueueAttributes", { QueueUrl, Attributes: { VisibilityTimeout: "1" } });
        const broken = { number: { S: POISONED }, document: { S: "no JSON" } };
        await call(cloud, "dynamodb", "PutItem", { TableName: await inquiriesTable(), Item: broken });
        const message = (number: string) => JSON.stringify({ kind: "inquiry", number, noticeId: "1" });
        const bodies = [message("QCCCC-CCCCC"), message(POISONED), "unreadable"];
        const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
        await call(cloud, "sqs", "SendMessageBatch", { QueueUrl, Entries });
        const deadLetters = await deadLettersOf(QueueUrl);
        await eventually("dead letter", async () => (await depth(deadLetters)) === 1, 60);
        await eventually("queue empty", async () => (await depth(QueueUrl)) === 0, 30);
        expect("dead letters", await depth(deadLetters), 1);
      },
    ],
    [
      "repaired, the dead letter is sent again by the tool and goes through",
      async () => {
        const Key = { number: { S: POISONED } };
        await call(cloud, "dynamodb", "DeleteItem", { TableName: await inquiriesTable(), Key });
        const deadLetters = await deadLettersOf(outputs.EscalationsQueueUrl);
        await tool(cloud, folder, ["infra/ops/run.ts", "--trial", "redrive", "Escalations"]);
        await eventually(
          "both queues empty",
          async () => {
            return (await depth(deadLetters)) + (await depth(outputs.EscalationsQueueUrl)) === 0;
          },
          30,
        );
      },
    ],
    [
      "the schedule starts the audit, which gives the case of somebody on leave to the deputy",
      async () => {
        const { caseworkerId } = await show("zhang-jianguo", receipt.number);
        const person = staff.find(({ id }) => id === caseworkerId);
        const deputyId = person?.deputyId ?? "gulinar";
        // Until tomorrow: midnight may come before the audit does.
        await put("staff", caseworkerId, { ...person, deputyId, leave: [{ from: dayIn(0), to: dayIn(1) }] });
        await eventually(
          "handed over",
          async () => (await show("zhang-jianguo", receipt.number)).caseworkerId === deputyId,
          150,
        );
      },
    ],
  ];

  return {
    beforeChange,
    afterChange: [
      [
        "the data is still there",
        async () => {
          expect("tracked", (await track(receipt.number, receipt.secret)).status, 200);
          expect("GET /api/staff/me", (await as("wang-min", "GET", "/api/staff/me")).status, 200);
        },
      ],
      [
        "the changed function answers",
        async () => {
          const { status } = await as("wang-min", "POST", "/api/staff/replies/check", { text: "这个不归我管。" });
          expect("POST /api/staff/replies/check", status, 200);
        },
      ],
      [
        "a repeated submission from before the change still gets its receipt",
        async () => {
          expect("receipt", JSON.parse((await register("deploy-check-inquiry-1")).text).secret, receipt.secret);
        },
      ],
    ] satisfies Step[],
    withoutRights: [
      [
        "what it did before is refused now, so that the rights were enforced all along",
        async () => expect("tracked", (await track(receipt.number, receipt.secret)).status, 500),
      ],
    ] satisfies Step[],
  };
};
