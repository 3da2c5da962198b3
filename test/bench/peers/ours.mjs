import { httpFunction, route } from "../../../shared/lambda/http.ts";
import { Body, store } from "./work.mjs";

// The one middy stack of this repository, doing the peers' work: what it costs itself, without the decision that the intake takes.
export const handler = httpFunction({
  "POST /api/inquiries": route({ body: Body }, async ({ body }) => ({ status: 201, body: await store(body) })),
});
