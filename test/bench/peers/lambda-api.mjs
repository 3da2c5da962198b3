import createAPI from "lambda-api";
import { Body, store } from "./work.mjs";

const api = createAPI();
api.post("/api/inquiries", async (request, response) => {
  const parsed = Body.safeParse(request.body);
  if (!parsed.success) return response.status(400).json({ title: "Bad Request" });
  return response.status(201).json(await store(parsed.data));
});

export const handler = (event, context) => api.run(event, context);
