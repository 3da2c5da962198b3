import { Router } from "@aws-lambda-powertools/event-handler/http";
import { Body, store } from "./work.mjs";

const app = new Router();
app.post("/api/inquiries", async ({ req }) => {
  const parsed = Body.safeParse(await req.json());
  if (!parsed.success) return new Response('{"title":"Bad Request"}', { status: 400 });
  return new Response(JSON.stringify(await store(parsed.data)), {
    status: 201,
    headers: { "content-type": "application/json" },
  });
});

export const handler = (event, context) => app.resolve(event, context);
