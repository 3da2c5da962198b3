import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { onStack } from "#test/scenarios/stack.ts";

const running = onStack("2026-11-23T10:30:00+08:00");

const ops = async (...args: string[]): Promise<string> => {
  const env = { ...process.env, PORT: new URL(running.stack.url).port };
  const { stdout } = await promisify(execFile)(process.execPath, ["infra/ops/run.ts", "--local", ...args], { env });
  return stdout;
};
const refusal = (...args: string[]): Promise<string> =>
  ops(...args).then(
    () => "nothing was refused",
    (error: { stderr: string }) => error.stderr,
  );

const SECRET_WORDS = "我的房子在和田市某小区三栋";

/** An urgent inquiry, so that a notice of it lies in an inbox. */
const registered = async (): Promise<string> => {
  const { body } = await running.ask({ urgent: true, subject: SECRET_WORDS, content: SECRET_WORDS, name: "阿卜杜拉" });
  return body.number;
};

test("an open case is exported whole, with a chain that verifies, and not erased", async () => {
  const number = await registered();
  const exported = JSON.parse(await ops("export-case", number));
  expect([exported.chain, Object.values(exported.texts).includes(SECRET_WORDS)]).toEqual(["whole", true]);
  expect(await refusal("erase-person", number)).toContain("is open");
});

test("a closed case keeps who did what and when, and no word of the citizen in case, lists or inboxes", async () => {
  const number = await registered();
  const { caseworkerId } = (await running.see("gulinar", number)).body;
  await running.command(caseworkerId, number, { type: "accept" });
  const head = caseworkerId === "rena" ? "chen-hao" : "wang-min";
  await running.command(head, number, { type: "acknowledgeUrgent" });
  const completed = await running.command(caseworkerId, number, {
    type: "complete",
    text: "已为您办好，款项明天到账。",
  });
  expect(completed.body.stage).toBe("closed");

  expect(await ops("erase-person", number)).toMatch(/texts and the person erased, [1-9]\d* notices emptied/);
  const exported = JSON.parse(await ops("export-case", number));
  expect([exported.chain, exported.texts, exported.history.length > 3]).toEqual(["whole", {}, true]);
  const inbox = await running.as(head)("GET", "/api/staff/inbox");
  const seen = await running.see("gulinar", number);
  expect(
    JSON.stringify([inbox.body.items.filter((item: { number: string }) => item.number === number), seen.body]),
  ).not.toContain(SECRET_WORDS);
}, 60_000);

test("without a new calendar nothing moves, and without expired holds nothing is released", async () => {
  await registered();
  expect(await ops("recompute-calendar")).toMatch(/^[1-9]\d* open inquiries looked at, the dates of 0 moved/);
  expect(await ops("release")).toMatch(/^0 places given back, 0 confirmed/);
});

test("dead letters are shown, sent again and dropped by the name of their queue", async () => {
  expect([await ops("letters", "Escalations"), await ops("redrive", "Escalations")]).toEqual([
    "none\n",
    "0 messages sent again to Escalations\n",
  ]);
  expect(await ops("drop", "UrgentReports")).toContain("deleted");
});

test.each([[[]], [["redrive"]], [["export-case", ""]], [["forget"]]])(
  "%j is answered with what there is",
  async (args) => {
    expect(await refusal(...args)).toContain("erase-person NUMBER");
  },
);
