import { describe, expect, test } from "vitest";
import { StaffCommandRequest } from "#shared/contracts/commands.ts";
import { ConductCommandRequest } from "#shared/contracts/conduct.ts";
import { SuggestionCommandRequest } from "#shared/contracts/suggestion.ts";
import { freshKey, onStack } from "./stack.ts";

const { ask, track, call, as, see, command } = onStack("2026-11-23T10:30:00+08:00");

const typesOf = (request: { options: readonly { shape: { type: { value: string } } }[] }) =>
  request.options.map((option) => option.shape.type.value);

const opened = {
  inquiries: async () => {
    const { number } = (await ask()).body;
    return `/api/staff/inquiries/${number}`;
  },
  suggestions: async () => {
    const note = { category: "opinion", content: "叫号屏字太小", office: "centre" };
    const { number } = (await call("POST", "/api/suggestions", note, { "idempotency-key": freshKey() })).body;
    return `/api/staff/suggestions/${number}`;
  },
  conduct: async () => {
    const facts = { staffId: "rena", category: "forbidden-words", facts: "对来访人说“不归我管”" };
    const { id } = (await as("gulinar")("POST", "/api/staff/conduct", facts, { "idempotency-key": freshKey() })).body;
    return `/api/staff/conduct/${encodeURIComponent(id)}`;
  },
};

const requests = {
  inquiries: StaffCommandRequest,
  suggestions: SuggestionCommandRequest,
  conduct: ConductCommandRequest,
} as const;

describe("a command with nothing but its name is carried out, or refused with its clause and what to do, and then changes nothing", () => {
  const all = Object.entries(requests).flatMap(([kind, request]) =>
    typesOf(request).map((type) => [kind as keyof typeof opened, type] as const),
  );

  test.each(all)("%s: %s", async (kind, type) => {
    const path = await opened[kind]();
    const before = await as("gulinar")("GET", path);
    const answer = await as("gulinar")(
      "POST",
      `${path}/commands`,
      { type },
      { "if-match": before.headers.get("etag") ?? "" },
    );
    if (answer.status === 200) return;
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.clause).toMatch(/^(FIR|SC)-\d/);
    expect(answer.body.detail).toMatch(/请|须/);
    expect(answer.body.detail).not.toMatch(/[a-z]{4}/);
    expect((await as("gulinar")("GET", path)).body).toEqual(before.body);
  });
});

describe("a command repeated under its key", () => {
  const send = (number: string, etag: string, key: string, body: unknown) =>
    as("aysha")("POST", `/api/staff/inquiries/${number}/commands`, body, { "if-match": etag, "idempotency-key": key });
  const reply = { type: "reply", text: "您好，正在为您核对缴存记录，今天下午答复您。" };

  test("is answered like the first time and carried out once", async () => {
    const { number } = (await ask()).body;
    const key = freshKey();
    const first = await send(number, '"1"', key, reply);
    const second = await send(number, '"1"', key, reply);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.answers).toHaveLength(1);
    expect(second.headers.get("etag")).toBe(`"${second.body.version}"`);
  });

  test("is refused when it asks for something else, and is nobody else's", async () => {
    const { number } = (await ask()).body;
    const key = freshKey();
    await send(number, '"1"', key, reply);
    const other = await send(number, '"1"', key, { type: "accept" });
    expect([other.status, other.body.code, other.body.clause]).toEqual([409, "idempotency-key-reused", "FIR-4.1"]);
    const stranger = await as("wang-min")("POST", `/api/staff/inquiries/${number}/commands`, reply, {
      "if-match": '"1"',
      "idempotency-key": key,
    });
    expect([stranger.status, stranger.body.code]).toEqual([412, "stale"]);
  });

  test("on the box and the register is carried out once, too", async () => {
    for (const [kind, body] of [
      ["suggestions", { type: "open" }],
      ["conduct", { type: "hear", facts: "您对来访人说“不归我管”。" }],
    ] as const) {
      const path = await opened[kind]();
      const etag = (await as("gulinar")("GET", path)).headers.get("etag") ?? "";
      const headers = { "if-match": etag, "idempotency-key": freshKey() };
      const first = await as("gulinar")("POST", `${path}/commands`, body, headers);
      const second = await as("gulinar")("POST", `${path}/commands`, body, headers);
      expect([first.status, second.status, second.body.version]).toEqual([200, 200, first.body.version]);
    }
  });
});

test("a command on a past version is told how the case stands now, and can be given again on that", async () => {
  const { number } = (await ask()).body;
  await command("aysha", number, { type: "accept" });
  const give = (etag: string) =>
    as("aysha")(
      "POST",
      `/api/staff/inquiries/${number}/commands`,
      { type: "complete", text: "您好，已为您办好。" },
      {
        "if-match": etag,
      },
    );
  const stale = await give('"1"');
  expect([stale.status, stale.body.code, stale.body.clause]).toEqual([412, "stale", "SC-5"]);
  expect(stale.body.current).toEqual((await see("aysha", number)).body);
  expect((await give(stale.headers.get("etag") ?? "")).body.stage).toBe("closed");
});

describe("what a citizen sends again under its key", () => {
  test("is one message on an inquiry", async () => {
    const receipt = (await ask()).body;
    const headers = { "receipt-secret": receipt.secret, "idempotency-key": freshKey() };
    const path = `/api/inquiries/${receipt.number}/messages`;
    await call("POST", path, { text: "请问进展如何" }, headers);
    expect((await call("POST", path, { text: "请问进展如何" }, headers)).body.messages).toHaveLength(1);
    expect((await call("POST", path, { text: "另一件事" }, headers)).status).toBe(409);
  });

  test("is one message on a suggestion, and one rating", async () => {
    const note = { category: "opinion", content: "叫号屏字太小" };
    const box = (await call("POST", "/api/suggestions", note, { "idempotency-key": freshKey() })).body;
    const key = { "receipt-secret": box.secret, "idempotency-key": freshKey() };
    for (let time = 0; time < 2; time += 1)
      await call("POST", `/api/suggestions/${box.number}/messages`, { text: "再补充一句" }, key);
    const seen = await call("GET", `/api/suggestions/${box.number}`, undefined, { "receipt-secret": box.secret });
    expect(seen.body.messages).toHaveLength(1);

    const receipt = (await ask()).body;
    await command("aysha", receipt.number, { type: "complete", text: "您好，已为您办好。" });
    const headers = { "receipt-secret": receipt.secret, "idempotency-key": freshKey() };
    for (let time = 0; time < 2; time += 1) {
      const rated = await call("POST", `/api/inquiries/${receipt.number}/rating`, { grade: 5 }, headers);
      expect([rated.status, rated.body.rating]).toEqual([200, 5]);
    }
  });
});

describe("an appointment", () => {
  const slot = (desk: string) => ({
    officeId: "centre",
    desk,
    startsAt: "2026-11-25T10:00:00+08:00",
    endsAt: "2026-11-25T10:30:00+08:00",
    place: "3号窗口",
    withId: "rena",
    capacity: 1,
  });

  test("with a brush-off in its note is not made, and its place stays free (FIR-6)", async () => {
    const kept = await as("admin")("PUT", "/api/staff/directory/slots", slot("d1"));
    expect(kept.status).toBe(200);
    const { number } = (await ask()).body;
    const blocked = await command("aysha", number, {
      type: "appoint",
      slotId: kept.body.id,
      note: "不归我管，我不知道",
    });
    expect([blocked.status, blocked.body.code, blocked.body.clause]).toEqual([422, "reply-blocked", "FIR-6"]);
    const free = (await call("GET", "/api/appointments/slots?office=centre")).body.items;
    expect(free).toContainEqual(expect.objectContaining({ slotId: kept.body.id, free: 1 }));
    expect((await see("aysha", number)).body).toMatchObject({ stage: "registered", answers: [] });
  });

  test("booked by the citizen alone answers nothing: the first answer stays owed (FIR-5)", async () => {
    const kept = await as("admin")("PUT", "/api/staff/directory/slots", slot("d2"));
    const receipt = (await ask()).body;
    const booked = await call(
      "POST",
      `/api/inquiries/${receipt.number}/appointment`,
      { slotId: kept.body.id },
      { "receipt-secret": receipt.secret },
    );
    expect(booked.body.limits).toContainEqual(expect.objectContaining({ kind: "first-answer", state: "running" }));
    expect((await track(receipt)).body.answers.at(-1).text).toMatch(/^已按您选的时间约好/);
  });
});
