import * as z from "zod";

/** Settings of the function, checked when it starts. */
export const Env = z.object({
  INQUIRIES_TABLE: z.string(),
  DIRECTORY_TABLE: z.string(),
});
export type Env = z.infer<typeof Env>;

/** Answers that the function is not there yet. */
export const handler = () => ({
  statusCode: 501,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({ type: "about:blank", title: "Not implemented", status: 501, code: "not-implemented" }),
});
