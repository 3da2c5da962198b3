import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";

// A write that failed its condition against itself is recognised by the tables, so that repeating one is always safe. What is said here is
// looked up neither in the environment nor in files, which takes a twentieth of a function's first request.
const settings = {
  maxAttempts: 4,
  retryMode: "standard",
  defaultsMode: "legacy",
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  authSchemePreference: [],
} as const satisfies DynamoDBClientConfig;

/** One client of each service in a function's life. */
export const dynamo = () => new DynamoDBClient(settings);
export const sns = () => new SNSClient(settings);
export const secretsManager = () => new SecretsManagerClient(settings);

/** The queues, reached for when there is something to send: most submissions are not urgent and start without them. */
export const sqs = (): Pick<SQSClient, "send"> => {
  let client: SQSClient | undefined;
  const send = (...request: Parameters<SQSClient["send"]>) => {
    client ??= new SQSClient(settings);
    return client.send(...request);
  };
  return { send: send as SQSClient["send"] };
};
