import middy from "@middy/core";
import httpErrorHandler from "@middy/http-error-handler";
import httpEventNormalizer from "@middy/http-event-normalizer";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpJsonBodyParser from "@middy/http-json-body-parser";
import httpSecurityHeaders from "@middy/http-security-headers";
import { Body, store } from "./work.mjs";

export const handler = middy()
  .use(httpEventNormalizer())
  .use(httpHeaderNormalizer())
  .use(httpJsonBodyParser())
  .use(httpSecurityHeaders())
  .use(httpErrorHandler({ logger: false }))
  .handler(async (event) => {
    const parsed = Body.safeParse(event.body);
    if (!parsed.success) return { statusCode: 400, body: '{"title":"Bad Request"}' };
    return {
      statusCode: 201,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(await store(parsed.data)),
    };
  });
