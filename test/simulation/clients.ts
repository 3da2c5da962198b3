import { webhooks } from "./outside.ts";
import { presentServices } from "./present.ts";

// Stands in for shared/aws/clients.ts: the adapters talk to the world that is being simulated.
type Command = never;

/** The simulated DynamoDB. */
export const dynamo = () => ({ send: (command: Command) => presentServices().tables.send(command) });

/** The simulated SQS. */
export const sqs = () => ({ send: (command: Command) => presentServices().queues.send(command) });

/** The simulated topic of the e-mails. */
export const sns = () => ({ send: (command: Command) => presentServices().outside.publish(command) });

/** Secrets that are always the same, read without the world noticing: functions keep them from one seed to the next. */
export const secretsManager = () => ({
  send: ({ input }: { readonly input: { readonly SecretId: string } }) =>
    Promise.resolve({ SecretString: input.SecretId === "webhooks" ? webhooks : "the key of the simulation" }),
});
