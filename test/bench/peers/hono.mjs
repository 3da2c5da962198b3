import { Hono } from "hono";
import { handle } from "hono/aws-lambda";
import { Body, store } from "./work.mjs";

const app = new Hono();
app.post("/api/inquiries", async (context) => {
  const parsed = Body.safeParse(await context.req.json());
  if (!parsed.success) return context.json({ title: "Bad Request" }, 400);
  return context.json(await store(parsed.data), 201);
});

export const handler = handle(app);
