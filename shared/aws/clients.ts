import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";

// A write that failed its condition against itself is recognised by the tables, so that repeating one is always safe.
const settings = { maxAttempts: 4 };

/** One client of each service in a function's life. */
export const dynamo = () => new DynamoDBClient(settings);
export const sns = () => new SNSClient(settings);
export const sqs = () => new SQSClient(settings);
export const secretsManager = () => new SecretsManagerClient(settings);
