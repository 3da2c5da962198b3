import express from "express";
import serverless from "serverless-http";
import { Body, store } from "./work.mjs";

const app = express();
app.use(express.json());
app.post("/api/inquiries", async (request, response) => {
  const parsed = Body.safeParse(request.body);
  if (!parsed.success) return response.status(400).json({ title: "Bad Request" });
  response.status(201).json(await store(parsed.data));
});

export const handler = serverless(app);
