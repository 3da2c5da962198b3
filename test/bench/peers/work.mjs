import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod";

const text = (most) => z.string().trim().min(1).max(most);

/** Twelve fields, as a form of this kind has them. */
export const Body = z.strictObject({
  channel: z.literal("web"),
  office: text(64),
  subject: text(120),
  content: text(4000),
  serviceCode: text(64).optional(),
  name: text(60),
  phone: z.string().regex(/^\+?[\d\s()-]{5,24}$/),
  urgent: z.boolean().optional(),
  language: z.enum(["zh-CN", "ug", "en"]).optional(),
  email: z.string().max(200).optional(),
  address: z.string().max(200).optional(),
  account: z.string().max(40).optional(),
});

const client = new DynamoDBClient({});

/** Stores a checked body and says what a client is told. */
export async function store(body) {
  const number = Math.random().toString(36).slice(2);
  await client.send(
    new PutItemCommand({
      TableName: process.env.INQUIRIES_TABLE,
      Item: { number: { S: number }, document: { S: JSON.stringify(body) } },
    }),
  );
  return { number };
}
