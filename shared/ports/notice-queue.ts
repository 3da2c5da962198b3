/** Where a notice waits in its case. Messages carry nothing else: what is delivered is read from the case itself. */
export interface NoticeReference {
  readonly number: string;
  readonly noticeId: string;
}

/** The queues over which notices travel. A message is a hint: losing, doubling or forging it changes nothing that is true. */
export interface NoticeQueue {
  send(queue: "urgent-reports" | "escalations", references: readonly NoticeReference[]): Promise<void>;
}
