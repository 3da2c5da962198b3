import { beforeAll, describe, expect, test } from "vitest";
import { freshKey, onStack } from "./stack.ts";

const { ask, call, as, see, inbox, later, at, track, command } = onStack("2026-11-23T10:30:00+08:00");

beforeAll(async () => {
  // The first sweep hangs the boxes; then the audit stands still.
  await sweep();
  expect((await call("POST", "/local/schedules/deadline-audit-every-minute/pause")).status).toBe(200);
});

/** One sweep, of an audit that otherwise stands still. */
const sweep = async () =>
  expect((await call("POST", "/local/schedules/deadline-audit-every-minute/run")).status).toBe(200);

/** What lies in somebody's inbox about a case and a limit. */
const told = async (staffId: string, number: string): Promise<readonly string[]> =>
  (await inbox(staffId))
    .filter((notice) => notice.number === number && notice.level !== undefined)
    .map(({ kind, limit, level }) => `${kind} ${limit?.kind} ${level}`)
    .sort();

const suspectedOf = async (staffId: string): Promise<readonly string[]> =>
  (await as("gulinar")("GET", `/api/staff/conduct?staff=${staffId}`)).body.items.map(
    ({ category }: { category: string }) => category,
  );

const under = (path: string) => async (staffId: string, id: string, asked: Record<string, unknown>) => {
  const seen = await as(staffId)("GET", `${path}/${encodeURIComponent(id)}`);
  return as(staffId)("POST", `${path}/${encodeURIComponent(id)}/commands`, asked, {
    "if-match": seen.headers.get("etag") ?? "",
  });
};
const inBox = under("/api/staff/suggestions");

describe("while the audit stands still", () => {
  test("an urgent report acknowledged late is a breach and its escalation goes out, once", async () => {
    const { number } = (await ask({ urgent: true })).body;
    await later("PT24H");
    const late = await command("wang-min", number, { type: "acknowledgeUrgent" });
    expect(late.body.escalations).toMatchObject([
      { kind: "acknowledge-urgent", level: 1, to: "director" },
      { kind: "acknowledge-urgent", level: 2, to: "office" },
    ]);
    await expect.poll(() => told("zhang-jianguo", number)).toEqual(["urgent acknowledge-urgent 1"]);
    await expect.poll(() => told("gulinar", number)).toEqual(["urgent acknowledge-urgent 2"]);
    await expect.poll(() => suspectedOf("wang-min")).toEqual(["overdue"]);
    await later("PT10M");
    await sweep();
    expect([await told("zhang-jianguo", number), await told("gulinar", number)]).toEqual([
      ["urgent acknowledge-urgent 1"],
      ["urgent acknowledge-urgent 2"],
    ]);
  });

  test("a case answered and closed late was late, and nobody is reminded of what has been done", async () => {
    const { number, secret } = (await ask()).body;
    await later("P2D");
    const closed = await command("aysha", number, { type: "complete", text: "您好，已为您办好。" });
    expect(closed.body).toMatchObject({
      stage: "closed",
      escalations: [{ kind: "first-answer", level: 1, to: "head" }],
      history: [{}, { act: "complete", actor: { kind: "staff", id: "aysha" }, basis: ["SC-5", "FIR-5", "FIR-9"] }],
    });
    await expect.poll(() => told("wang-min", number)).toEqual(["escalation first-answer 1"]);
    await later("PT10M");
    await sweep();
    expect([await told("aysha", number), await told("zhang-jianguo", number)]).toEqual([[], []]);
    const { steps } = (await track({ number, secret })).body;
    expect(steps.map(({ what }: { what: string }) => what)).toEqual(["escalated", "closed"]);
  });

  test("a case answered in time is no breach", async () => {
    const { number } = (await ask()).body;
    await later("PT30M");
    const closed = await command("aysha", number, { type: "complete", text: "您好，已为您办好。" });
    expect(closed.body).toMatchObject({
      stage: "closed",
      escalations: [],
      history: [{}, { basis: ["SC-5", "FIR-5"] }],
    });
  });

  test("a clock that is stopped after its limit had passed is a breach, and not another one when it goes on", async () => {
    const { number } = (await ask({ serviceCode: "DK-03" })).body;
    await command("aysha", number, { type: "accept" });
    await command("aysha", number, { type: "reply", text: "您好，我们正在为您核对，核对好了马上告诉您。" });
    await later("P14D");
    const paused = await command("wang-min", number, {
      type: "pause",
      code: "outside-review",
      explanation: "等待评估报告",
    });
    expect(paused.body.escalations.map(({ kind, level }: never) => `${kind} ${level}`)).toEqual([
      "handling 1",
      "handling 2",
    ]);
    await expect.poll(() => told("zhang-jianguo", number)).toEqual(["escalation handling 2"]);
    await later("P3D");
    await command("aysha", number, { type: "resume" });
    await sweep();
    expect(await told("zhang-jianguo", number)).toEqual(["escalation handling 2"]);
  });

  test("an overdue case that is given to somebody else is the breach of whoever had it", async () => {
    const { number } = (await ask()).body;
    const { caseworkerId, unitId } = (await see("zhang-jianguo", number)).body;
    const [before, other] = [await suspectedOf(caseworkerId), await suspectedOf("zhao-lei")];
    await later("P2D");
    const given = await command(unitId === "collection" ? "wang-min" : "chen-hao", number, {
      type: "reassign",
      staffId: "zhao-lei",
      reason: "工作调整",
    });
    expect(given.body).toMatchObject({ caseworkerId: "zhao-lei", escalations: [{ kind: "first-answer", level: 1 }] });
    await expect.poll(async () => (await suspectedOf(caseworkerId)).length).toBe(before.length + 1);
    await sweep();
    expect(await suspectedOf("zhao-lei")).toEqual(other);
  });

  test("an extension that comes after the breach does not undo it", async () => {
    const { number } = (await ask({ serviceCode: "DK-03" })).body;
    const { unitId } = (await see("zhang-jianguo", number)).body;
    await later("P8D");
    const head = unitId === "collection" ? "wang-min" : "chen-hao";
    const extended = await command(head, number, { type: "extend", amount: 5, reason: "等待银行对账" });
    expect(extended.status).toBe(200);
    expect(extended.body.escalations).toContainEqual(expect.objectContaining({ kind: "handling", level: 1 }));
    expect(extended.body.escalations).not.toContainEqual(expect.objectContaining({ kind: "handling", level: 0 }));
    expect(extended.body.limits).toContainEqual(
      expect.objectContaining({ kind: "handling", state: "running", overdue: false }),
    );
    await expect.poll(() => told(head, number)).toContain("escalation handling 1");
  });

  test("an appointment nobody recorded is escalated although its citizen calls it off, by the next sweep", async () => {
    const day = "2027-01-12";
    const slot = {
      officeId: "centre",
      desk: "1",
      startsAt: `${day}T11:00:00+08:00`,
      endsAt: `${day}T11:30:00+08:00`,
      place: "1号窗口",
      withId: "rena",
      capacity: 1,
    };
    await at("2027-01-11T11:00:00+08:00");
    const slotId = `centre~${day.replaceAll("-", "")}T030000Z~1`;
    await as("admin")("PUT", `/api/staff/directory/slots/${encodeURIComponent(slotId)}`, slot);
    const { number, secret } = (await ask()).body;
    const byReceipt = (wanted: unknown) =>
      call("POST", `/api/inquiries/${number}/appointment`, wanted, { "receipt-secret": secret });
    expect((await byReceipt({ slotId })).status).toBe(200);
    await at("2027-01-14T11:00:00+08:00");
    expect((await byReceipt({ cancel: true })).body).toMatchObject({ stage: "accepted" });
    expect((await see("zhang-jianguo", number)).body.escalations).toContainEqual(
      expect.objectContaining({ kind: "appointment", level: 1, to: "head" }),
    );
    await later("PT3M");
    await sweep();
    expect(await told("chen-hao", number)).toEqual(["escalation appointment 1"]);
  });

  test("a word that is opened late is before the office, but for those it is found to be about", async () => {
    const putIn = async () =>
      (
        await call(
          "POST",
          "/api/suggestions",
          { category: "complaint", content: "办公室的人态度不好。" },
          { "idempotency-key": freshKey() },
        )
      ).body.number;
    const [plain, about] = [await putIn(), await putIn()];
    await later("P2D");
    expect((await inBox("gulinar", plain, { type: "open" })).body.stage).toBe("opened");
    const review = {
      type: "review",
      category: "complaint",
      topic: "attitude",
      about: { staffIds: ["gulinar"], unitIds: [] },
    };
    expect((await inBox("zhang-jianguo", about, review)).body.stage).toBe("reviewed");
    await expect.poll(() => told("gulinar", plain)).toEqual(["escalation suggestion-acknowledge 1"]);
    await expect.poll(() => told("zhang-jianguo", about)).toEqual(["escalation suggestion-acknowledge 1"]);
    expect(await told("gulinar", about)).toEqual([]);
  });

  test("a box that is opened late was not opened in time", async () => {
    await later("P14D");
    const opened = await as("gulinar")(
      "POST",
      "/api/staff/box-openings",
      { office: "moyu", found: 2 },
      { "idempotency-key": freshKey() },
    );
    expect(opened.body.limits).toMatchObject([{ kind: "open-box", state: "running", overdue: false }]);
    await expect.poll(() => told("zhang-jianguo", "moyu")).toContain("escalation open-box 2");
  });

  test("what an inspection found and was put right late is before the office", async () => {
    const today = (await call("GET", "/local/clock")).body.now.slice(0, 10);
    const { number } = (
      await as("gulinar")(
        "POST",
        "/api/staff/inspections",
        {
          unitId: "withdrawal",
          category: "untidy-workplace",
          inspectedOn: today,
          severity: "minor",
          finding: "窗口资料堆放杂乱。",
          mustRectify: true,
        },
        { "idempotency-key": freshKey() },
      )
    ).body;
    await later("P14D");
    const right = await under("/api/staff/inspections")("chen-hao", number, { type: "rectify", text: "已整理。" });
    expect(right.body.stage).toBe("rectified");
    await expect.poll(() => told("gulinar", number)).toEqual(["escalation rectify 2"]);
    await expect.poll(() => told("zhang-jianguo", number)).toContain("escalation rectify 3");
  });

  test("a suspected breach that is dismissed late has waited too long, which the office and the director hear", async () => {
    const { id } = (
      await as("zhang-jianguo")(
        "POST",
        "/api/staff/conduct",
        { staffId: "liu-fang", category: "cold-reception", facts: "态度生硬。" },
        { "idempotency-key": freshKey() },
      )
    ).body;
    await later("P40D");
    const dismissed = await under("/api/staff/conduct")("gulinar", id, { type: "dismiss", reasons: "查无实据。" });
    expect(dismissed.body.stage).toBe("closed");
    await expect.poll(() => told("gulinar", id)).toEqual(["escalation conduct-verify 1"]);
    await expect.poll(() => told("zhang-jianguo", id)).toEqual(["escalation conduct-verify 2"]);
  });
});
