import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";

const dynamo = new DynamoDBClient({});
const sqs = new SQSClient({});
const required = ["channel", "office", "subject", "content", "name", "phone"];

/** What somebody writes by hand who uses nothing but the SDK. */
export const handler = async (event) => {
  let body;
  try {
    body = JSON.parse(event.body ?? "{}");
  } catch {
    return { statusCode: 400, body: '{"title":"Bad Request"}' };
  }
  for (const name of required)
    if (typeof body[name] !== "string" || body[name].trim() === "")
      return { statusCode: 400, body: JSON.stringify({ title: "Bad Request", name }) };
  const number = Math.random().toString(36).slice(2);
  await dynamo.send(
    new PutItemCommand({
      TableName: process.env.INQUIRIES_TABLE,
      Item: { number: { S: number }, document: { S: JSON.stringify(body) } },
    }),
  );
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env.URGENT_QUEUE_URL, MessageBody: JSON.stringify({ number }) }),
  );
  return { statusCode: 201, headers: { "content-type": "application/json" }, body: JSON.stringify({ number }) };
};
