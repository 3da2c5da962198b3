import type { SQSClient } from "@aws-sdk/client-sqs";
import type { OutwardQueue } from "../ports/outward.ts";
import { sendMessages } from "./send-messages.ts";

/** The queue of notices that go out, over SQS. */
export const outwardQueue = (
  client: Pick<SQSClient, "send">,
  url: string,
  correlationId: () => string,
): OutwardQueue => ({
  send: (references) => sendMessages(client, url, references, correlationId()),
});
