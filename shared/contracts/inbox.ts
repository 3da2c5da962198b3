import * as z from "zod";

export const InboxQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).optional(),
  cursor: z.string().max(1000).optional(),
});

/** A notice of one's inbox, by its key. */
export const NoticeParams = z.strictObject({ notice: z.string().min(1).max(300) });
