import { presentServices } from "./present.ts";

// Stands in for shared/aws/clients.ts: the adapters talk to the world that is being simulated.
type Command = never;

/** The simulated DynamoDB. */
export const dynamo = () => ({ send: (command: Command) => presentServices().tables.send(command) });

/** The simulated SQS. */
export const sqs = () => ({ send: (command: Command) => presentServices().queues.send(command) });

const webhook = { type: "json", name: "hook", url: "http://127.0.0.1:1/hook", secret: "of-sixteen-letters-or-more" };
const secrets: Readonly<Record<string, string>> = { webhooks: JSON.stringify({ webhooks: [webhook] }) };

/** Secrets that are always the same, read without the world noticing: functions keep them from one seed to the next. */
export const secretsManager = () => ({
  send: ({ input }: { readonly input: { readonly SecretId: string } }) =>
    Promise.resolve({ SecretString: secrets[input.SecretId] ?? "the key of the simulation" }),
});

/** A topic of which the world hears only where it asks to. */
export const sns = () => ({
  send: ({ input }: { readonly input: unknown }) => {
    presentServices().tell?.(input);
    return Promise.resolve({});
  },
});
