import * as z from "zod";

/** A list that is answered whole. */
export const listOf = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row) });

/** A page of a list, with the cursor to the next if there is one. */
export const pageOf = <Row extends z.ZodType>(row: Row) => listOf(row).extend({ cursor: z.string().optional() });
