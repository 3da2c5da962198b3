/** Which kind of document a notice waits in. */
export const caseKinds = ["inquiry", "suggestion", "conduct", "inspection", "box"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Where a notice waits. Messages carry nothing else: what is delivered is read from the case itself. */
export interface NoticeReference {
  readonly kind: CaseKind;
  readonly number: string;
  readonly noticeId: string;
}

/** The queues over which notices travel. A message is a hint: losing, doubling or forging it changes nothing that is true. */
export interface NoticeQueue {
  send(queue: "urgent-reports" | "escalations", references: readonly NoticeReference[]): Promise<void>;
}
