import * as z from "zod";

/** A draft to be checked before it is sent. */
export const CheckReplyRequest = z.strictObject({ text: z.string().max(20_000) });
