import { expect, test, vi } from "vitest";
import { watchOperations } from "#functions/watch-operations/watch-operations.ts";
import { offices } from "#infra/local/demo-directory.ts";
import { measuredInbox } from "#shared/lambda/metrics.ts";
import type { Inbox, InboxNotice } from "#shared/ports/inbox.ts";

const known = { offices, staff: [], outsideBodies: [], roster: [], calendarYears: {} };
const directory = { everybody: () => Promise.resolve(known as never) };

/** Open cases as the indexes have them: unit and due instant. */
const casesOf = (open: readonly (readonly [unit: string, dueAt: string])[], oldestLook?: string) => ({
  oldestLook: () => Promise.resolve(oldestLook),
  open: (unit: string, before = "~") =>
    Promise.resolve(open.filter(([unitId, dueAt]) => unitId === unit && dueAt < before).length),
});

const NOW = "2026-03-02T04:00:00.000Z";

test.each([
  ["nothing is due", undefined, 0],
  ["the next look is still to come", "2026-03-02T05:00:00.000Z", 0],
  ["a look is a quarter of an hour overdue", "2026-03-02T03:45:00.000Z", 900],
])("the audit is as late as its oldest look: %s", async (_, oldest, seconds) => {
  const watched = await watchOperations(NOW, { cases: casesOf([], oldest), directory });
  expect(watched.OldestDueSeconds).toBe(seconds);
});

test("open inquiries of all units are counted, those due within a day and those overdue apart", async () => {
  const cases = casesOf([
    ["collection", "2026-03-01T04:00:00.000Z"],
    ["withdrawal", "2026-03-02T10:00:00.000Z"],
    ["moyu-branch", "2026-03-20T10:00:00.000Z"],
    ["moyu-branch", "9999"],
  ]);
  expect(await watchOperations(NOW, { cases, directory })).toMatchObject({
    OpenInquiries: 4,
    OverdueInquiries: 1,
    DueWithinADay: 1,
  });
});

test.each([
  ["in spring, the year being known", NOW, 0],
  ["44 days before a year whose notice is not loaded", "2026-11-18T04:00:00.000Z", 1],
])("the calendar is missing or not: %s", async (_, now, missing) => {
  const { CalendarYearMissing } = await watchOperations(now, { cases: casesOf([]), directory });
  expect(CalendarYearMissing).toBe(missing);
});

test("a delivery is measured by level and time on the way, without a word about the case", async () => {
  const lines: string[] = [];
  // Outside Lambda the measurements go to the console that a test can read.
  vi.stubEnv("POWERTOOLS_DEV", "true");
  vi.stubEnv("POWERTOOLS_METRICS_DISABLED", "false");
  const write = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  const inbox = { deliver: () => Promise.resolve() } as unknown as Inbox;
  const notice: InboxNotice = {
    recipientId: "wang-min",
    key: "2026-03-02T03:59:30.000Z QABCD-EFGHJ 7",
    kind: "escalation",
    number: "QABCD-EFGHJ",
    subject: "购房提取",
    clause: "SC-5",
    level: 1,
    deliveredAt: NOW,
  };
  await measuredInbox(inbox).deliver(notice);
  write.mockRestore();
  vi.unstubAllEnvs();
  const measured = lines.map((line) => JSON.parse(line));
  expect(measured).toMatchObject([{ Delivered: 1, notice: "escalation-1" }, { DeliverySeconds: 30 }]);
  expect(lines.join()).not.toMatch(/QABCD|wang-min|购房/);
});
