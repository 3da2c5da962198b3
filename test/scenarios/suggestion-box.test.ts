import { describe, expect, test } from "vitest";
import { type Answer, freshKey, onStack } from "./stack.ts";

const { ask, call, as, inbox, at, later, command: commandInquiry } = onStack("2026-11-23T10:37:12+08:00");

const putIn = (fields: Record<string, unknown> = {}, key = freshKey()) =>
  call(
    "POST",
    "/api/suggestions",
    { category: "suggestion", content: "大厅的叫号屏字太小，建议换大一点的。", ...fields },
    { "idempotency-key": key },
  );

const track = ({ number, secret }: { number: string; secret: string }) =>
  call("GET", `/api/suggestions/${number}`, undefined, { "receipt-secret": secret });

const under = (path: string) => async (staffId: string, id: string, command: Record<string, unknown>) => {
  const seen = await as(staffId)("GET", `${path}/${encodeURIComponent(id)}`);
  if (seen.status !== 200) return seen;
  return as(staffId)("POST", `${path}/${encodeURIComponent(id)}/commands`, command, {
    "if-match": seen.headers.get("etag") ?? "",
  });
};
const command = under("/api/staff/suggestions");
const decideOn = under("/api/staff/conduct");
const putRight = under("/api/staff/inspections");

const nobody = { staffIds: [], unitIds: [] };
const numbersIn = (answer: Answer): string[] => answer.body.items.map((item: { number: string }) => item.number);

describe("FIR-8 the suggestion box", () => {
  test("a suggestion is opened, reviewed, assigned, answered and published, and its writer stays unknown", async () => {
    const { body: receipt, status } = await putIn();
    expect([status, receipt.acknowledgement]).toEqual([201, "谢谢您对我们工作关心，我们一定虚心接受，尽快改进。"]);
    expect((await track(receipt)).body).toMatchObject({ anonymous: true, receivedAt: "2026-11-23T02:00:00.000Z" });
    const { number } = receipt;
    expect((await command("gulinar", number, { type: "open" })).body.stage).toBe("opened");
    const reviewed = await command("gulinar", number, {
      type: "review",
      category: "suggestion",
      topic: "environment",
      about: nobody,
    });
    expect(reviewed.body.stage).toBe("reviewed");
    expect((await command("gulinar", number, { type: "assign", staffId: "wang-min" })).body.assigneeId).toBe(
      "wang-min",
    );
    const said = await call(
      "POST",
      `/api/suggestions/${number}/messages`,
      { text: "二楼的也小。" },
      { "receipt-secret": receipt.secret },
    );
    expect(said.body.messages).toMatchObject([{ from: "citizen", text: "二楼的也小。" }]);
    const text = "您好，感谢您的建议，叫号屏将在本月更换，二楼一并更换。";
    expect((await command("wang-min", number, { type: "reply", text })).body.stage).toBe("replied");
    expect((await track(receipt)).body.reply.text).toBe(text);
    const named = await command("gulinar", number, {
      type: "publish",
      text: "有群众向王敏反映叫号屏字太小。",
      reply: "已更换。",
    });
    expect([named.status, named.body.code, named.body.clause]).toEqual([422, "publication-names-somebody", "FIR-8"]);
    const published = await command("gulinar", number, {
      type: "publish",
      text: "有群众建议更换大厅叫号屏。",
      reply: "您好，叫号屏已安排更换。",
    });
    expect(published.body.stage).toBe("published");
    expect((await call("GET", "/api/published/suggestions")).body.items).toMatchObject([
      { content: "有群众建议更换大厅叫号屏。", category: "suggestion" },
    ]);
  });

  test("the same submission under the same key gets the same receipt, another one is refused", async () => {
    const key = freshKey();
    const [first, second] = [await putIn({}, key), await putIn({}, key)];
    const other = await putIn({ content: "另一件事。" }, key);
    expect([second.body, other.status]).toEqual([first.body, 409]);
  });

  test("a suggestion becomes an inquiry, whose receipt its writer finds under the old one", async () => {
    const { body: receipt } = await putIn({ content: "我的贷款进度怎么查？", name: "周晓燕", phone: "13900000002" });
    await command("gulinar", receipt.number, { type: "review", category: "opinion", topic: "service", about: nobody });
    const converted = await command("gulinar", receipt.number, {
      type: "convert",
      office: "centre",
      subject: "查询贷款进度",
    });
    expect(converted.body).toMatchObject({ stage: "closed", closed: { why: "converted" } });
    const { inquiry, reply } = (await track(receipt)).body;
    expect(reply.text).toContain(inquiry.number);
    const tracked = await call("GET", `/api/inquiries/${inquiry.number}`, undefined, {
      "receipt-secret": inquiry.secret,
    });
    expect(tracked.body).toMatchObject({ subject: "查询贷款进度", stage: "registered" });
  });

  test("a word nobody answers is before the office and the director, step by step", async () => {
    const { body: receipt } = await putIn({ category: "opinion", content: "空调太冷。", name: "王军" });
    await at("2026-11-26T12:00:00+08:00");
    const told = async (id: string) =>
      (await inbox(id))
        .filter((notice) => notice.number === receipt.number)
        .map(({ kind, level, limit }) => `${kind} ${limit?.kind} ${level}`)
        .sort();
    expect(await told("gulinar")).toEqual(["escalation suggestion-acknowledge 1", "reminder suggestion-acknowledge 0"]);
    expect(await told("zhang-jianguo")).toEqual(["escalation suggestion-acknowledge 2"]);
  });
});

describe("FIR-10 SC-9 a complaint about a person", () => {
  test("is heard, verified and measured without the person ever seeing it", async () => {
    const { body: receipt } = await putIn({
      category: "complaint",
      topic: "attitude",
      content: "窗口的人说不归我管，态度很差。",
      about: { staffName: "热娜" },
    });
    const { number } = receipt;
    expect((await as("rena")("GET", `/api/staff/suggestions/${number}`)).status).toBe(404);
    await command("gulinar", number, {
      type: "review",
      category: "complaint",
      topic: "attitude",
      about: { staffIds: ["rena"], unitIds: [] },
    });
    const toHer = await command("gulinar", number, { type: "assign", staffId: "rena" });
    expect([toHer.status, toHer.body.code]).toEqual([422, "assigned-to-concerned"]);
    const opened = await command("gulinar", number, {
      type: "openConduct",
      staffId: "rena",
      category: "forbidden-words",
      facts: "11月20日上午在3号窗口使用禁语。",
    });
    const [{ result: id }] = opened.body.errands;
    expect((await as("rena")("GET", `/api/staff/conduct/${id}`)).status).toBe(404);
    expect((await as("rena")("GET", "/api/staff/conduct")).body).toEqual({ items: [] });

    await decideOn("gulinar", id, { type: "hear", facts: "11月20日上午在3号窗口使用禁语，请陈述。" });
    const hers = await as("rena")("GET", `/api/staff/conduct/${id}`);
    expect([hers.status, hers.body.commands]).toEqual([200, ["state", "waive"]]);
    expect(JSON.stringify(hers.body)).not.toContain(number);
    await decideOn("rena", id, { type: "state", text: "当时很忙，我道歉。" });
    const verified = await decideOn("gulinar", id, { type: "verify", reasons: "录音属实。", serious: false });
    expect(verified.body.decision).toMatchObject({ rung: 1, proposed: "criticism" });
    const wrong = await decideOn("gulinar", id, { type: "setMeasure", measure: "transfer" });
    expect([wrong.status, wrong.body.clause]).toEqual([422, "FIR-10"]);
    const measured = await decideOn("gulinar", id, { type: "setMeasure", measure: "criticism" });
    expect(measured.body).toMatchObject({ stage: "measured", measure: { code: "criticism" } });
    const appealed = await decideOn("rena", id, { type: "appeal", text: "处理过重。" });
    expect(appealed.body.stage).toBe("appealed");
    const decided = await decideOn("zhang-jianguo", id, {
      type: "decideAppeal",
      outcome: "overturned",
      reasons: "情节轻微。",
    });
    expect(decided.body.stage).toBe("closed");
  });
});

test("FIR-9 FIR-10 the breach of a limit and a second one-time notice are each laid before the office once", async () => {
  const { number } = (await ask({ serviceCode: "TQ-01", name: "艾力" })).body;
  await later("P3D");
  await later("PT2H");
  const rows = async () =>
    (await as("gulinar")("GET", "/api/staff/conduct?limit=100")).body.items.filter(
      (row: { stage: string }) => row.stage === "suspected",
    );
  const suspected = await rows();
  const sources = await Promise.all(
    suspected.map(
      async ({ id }: { id: string }) => (await as("gulinar")("GET", `/api/staff/conduct/${id}`)).body.source,
    ),
  );
  const ofThis = sources.filter((source) => source.number === number).map((source) => source.limitKind);
  expect(ofThis.sort()).toEqual(["first-answer", "handling"]);
  const { items } = (await as("gulinar")("GET", "/api/staff/inbox")).body;
  expect(items.filter((notice: { kind: string }) => notice.kind === "suspected-breach").length).toBeGreaterThan(0);

  const { caseworkerId } = (await as("gulinar")("GET", `/api/staff/inquiries/${number}`)).body;
  const missing = ["TQ-01-M1"];
  await commandInquiry(caseworkerId, number, { type: "notifyMaterials", missing });
  await commandInquiry(caseworkerId, number, { type: "notifyMaterials", missing, newFact: "婚姻状况有变" });
  await later("PT5M");
  const twice = (await rows()).filter((row: { category: string }) => row.category === "second-notice");
  expect(twice).toMatchObject([{ staffId: caseworkerId, stage: "suspected" }]);
});

test("FIR-9 an inspection is recorded, must be put right by the head within its limit, and is listed by unit", async () => {
  const recorded = await as("gulinar")(
    "POST",
    "/api/staff/inspections",
    {
      unitId: "withdrawal",
      category: "untidy-workplace",
      inspectedOn: "2026-11-23",
      severity: "minor",
      finding: "3号窗口台面杂乱。",
      mustRectify: true,
    },
    { "idempotency-key": freshKey() },
  );
  expect(recorded.body).toMatchObject({ stage: "to-rectify", limits: [{ kind: "rectify", clause: "FIR-9" }] });
  const { number } = recorded.body;
  expect((await as("rena")("GET", `/api/staff/inspections/${number}`)).status).toBe(404);
  const right = await putRight("chen-hao", number, { type: "rectify", text: "已整理。" });
  expect(right.body.stage).toBe("rectified");
  const listed = await as("gulinar")("GET", "/api/staff/inspections?from=2026-11&to=2026-11&unit=withdrawal");
  expect(numbersIn(listed)).toEqual([number]);
  expect(numbersIn(await as("liu-fang")("GET", "/api/staff/inspections?from=2026-11&to=2026-11"))).toEqual([]);
});

test.each([
  ["SC-6", "appearance", "两名工作人员未挂牌。"],
  ["SC-7", "publicity-materials", "宣传架上缺提取指南。"],
  ["SC-9", "absent-from-post", "2号窗口工作时间无人。"],
])(
  "%s FIR-9 what an inspection finds (%s) is in the register of the office, on its clause",
  async (clause, category, finding) => {
    const body = {
      unitId: "collection",
      category,
      inspectedOn: "2026-11-23",
      severity: "minor",
      finding,
      mustRectify: false,
    };
    const recorded = await as("gulinar")("POST", "/api/staff/inspections", body, { "idempotency-key": freshKey() });
    expect(recorded.status).toBe(201);
    const seen = await as("gulinar")("GET", `/api/staff/inspections/${recorded.body.number}`);
    expect(seen.body).toMatchObject({ category, finding });
    expect(JSON.stringify(seen.body)).toContain(clause);
    const officer = await as("aysha")("POST", "/api/staff/inspections", body, { "idempotency-key": freshKey() });
    expect(officer.status).toBe(403);
  },
);
