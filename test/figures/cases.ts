import type { CaseFacts } from "#shared/domain/figures/facts.ts";
import { timeOf } from "#shared/rules/decision-rules.ts";

/** The centre's working time, on the calendar of the rule pack. */
export const time = timeOf("centre", {});

/** A closed case with only the relevant facts named; received and done on Monday morning, 26 October 2026. */
export const closedCase = (facts: Partial<CaseFacts> = {}): CaseFacts => ({
  unitId: "collection",
  channel: "web",
  serviceCode: null,
  receivedAt: "2026-10-26T02:30:00.000Z",
  answeredAt: "2026-10-26T03:00:00.000Z",
  concludedAt: "2026-10-26T03:00:00.000Z",
  closedAt: "2026-10-26T03:00:00.000Z",
  outcome: "done",
  dueOn: "2026-11-02",
  answerLate: false,
  handlingLate: false,
  pauses: [],
  escalations: {},
  notices: 0,
  grade: null,
  ...facts,
});
