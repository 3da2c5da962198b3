import { expect, test } from "vitest";
import { failedMessages } from "#infra/local/event-sources.ts";
import { eventually, probeStack } from "./fixtures/probe-stack.ts";

const probe = probeStack();

test("what a batch reports as failed comes again and ends among the dead letters, the rest is consumed once", async () => {
  await probe.post("/local/queues/work/pause");
  for (const body of ["fail", "one", "two"]) await probe.send(body);
  await probe.post("/local/queues/work/resume");
  const consumed = await eventually(probe.kept, (kept) => kept.length === 2);
  expect(consumed).toEqual(["message one", "message two"]);
  expect(await eventually(probe.queues, ({ work }) => work?.inFlight === 1)).toMatchObject({ work: { inFlight: 1 } });

  await probe.advance("PT11M");
  await probe.advance("PT11M");
  const queues = await eventually(probe.queues, (found) => found["dead-letters"]?.visible === 1);
  expect(queues).toMatchObject({ work: { visible: 0, inFlight: 0 }, "dead-letters": { visible: 1 } });
  expect((await probe.kept()).filter((what) => what.startsWith("message"))).toEqual(["message one", "message two"]);
});

test("a paused queue keeps its messages, a purged one loses them, a resumed one is consumed", async () => {
  await probe.post("/local/queues/work/pause");
  await probe.send("lost");
  expect(await probe.queues()).toMatchObject({ work: { visible: 1, paused: true } });
  await probe.post("/local/queues/work/purge");
  await probe.send("delivered");
  await probe.post("/local/queues/work/resume");
  const kept = await eventually(probe.kept, (found) => found.includes("message delivered"));
  expect(kept).toContain("message delivered");
  expect(kept).not.toContain("message lost");
});

test("a queue that is not in the template doesn't exist", async () => {
  expect((await probe.post("/local/queues/other/purge")).status).toBe(404);
});

test.each<[string, unknown, string[]]>([
  ["nothing", undefined, []],
  ["null", null, []],
  ["an empty object", {}, []],
  ["an empty list", { batchItemFailures: [] }, []],
  ["one message", { batchItemFailures: [{ itemIdentifier: "b" }] }, ["b"]],
  ["an unknown message", { batchItemFailures: [{ itemIdentifier: "z" }] }, ["a", "b"]],
  ["an empty identifier", { batchItemFailures: [{ itemIdentifier: "" }] }, ["a", "b"]],
  ["a null identifier", { batchItemFailures: [{ itemIdentifier: null }] }, ["a", "b"]],
  ["a key by another name", { batchItemFailures: [{ id: "b" }] }, ["a", "b"]],
  ["no list", { batchItemFailures: "b" }, ["a", "b"]],
])("%s reported as failed means what it means on Lambda", (_what, result, failed) => {
  const batch = ["a", "b"].map((MessageId) => ({ MessageId, ReceiptHandle: MessageId, Body: "", MD5OfBody: "" }));
  expect([...failedMessages(result, batch)].sort()).toEqual(failed);
});
