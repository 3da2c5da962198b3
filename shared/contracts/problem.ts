import * as z from "zod";

/** RFC 9457 problem details, with the clause a refusal rests on and the fields that are wrong. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** The Chinese sentence that counts, where `detail` is a translation nobody has confirmed yet (Uyghur). */
  authoritative: z.string().optional(),
  code: z.string(),
  clause: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  findings: z.array(z.unknown()).optional(),
  /** How the case stands now, where a command came on an earlier version of it. */
  current: z.looseObject({ version: z.number() }).optional(),
});
export type Problem = z.infer<typeof Problem>;
