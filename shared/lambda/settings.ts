import type * as z from "zod";

/** The settings of a function from its environment, checked once when it starts; a missing one stops it there. */
export const readSettings = <Shape extends z.ZodType>(Env: Shape): z.infer<Shape> => Env.parse(process.env);
