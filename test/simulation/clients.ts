import { presentServices } from "./present.ts";

// Stands in for shared/aws/clients.ts: the adapters talk to the world that is being simulated.
type Command = never;

/** The simulated DynamoDB. */
export const dynamo = () => ({ send: (command: Command) => presentServices().tables.send(command) });

/** The simulated SQS. */
export const sqs = () => ({ send: (command: Command) => presentServices().queues.send(command) });

/** A secret that is always the same, read without the world noticing: functions keep it from one seed to the next. */
export const secretsManager = () => ({ send: () => Promise.resolve({ SecretString: "the key of the simulation" }) });

/** A topic nobody has subscribed to: what goes out is nobody's in the simulation. */
export const sns = () => ({ send: () => Promise.resolve({}) });
