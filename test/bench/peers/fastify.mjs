import awsLambdaFastify from "@fastify/aws-lambda";
import Fastify from "fastify";
import { Body, store } from "./work.mjs";

const app = Fastify();
app.post("/api/inquiries", async (request, reply) => {
  const parsed = Body.safeParse(request.body);
  if (!parsed.success) return reply.code(400).send({ title: "Bad Request" });
  return reply.code(201).send(await store(parsed.data));
});

const proxy = awsLambdaFastify(app);
export const handler = (event, context) => proxy(event, context);
