import type { SQSClient } from "@aws-sdk/client-sqs";
import type { NoticeQueue } from "../ports/notice-queue.ts";
import { sendMessages } from "./send-messages.ts";

/** Notices over SQS; what a queue does not take, the next sweep of the audit sends again. */
export const noticeQueues = (
  client: Pick<SQSClient, "send">,
  urls: Partial<Readonly<Record<"urgent-reports" | "escalations", string>>>,
  correlationId: () => string,
): NoticeQueue => ({
  send: async (queue, references) => {
    const url = urls[queue];
    if (url !== undefined) await sendMessages(client, url, references, correlationId());
  },
});
