import type { FormError } from "./form-errors.ts";
import { text } from "./strings.ts";

/** A telephone number as people write it; the same test as the server's. */
export const isPhone = (phone: string): boolean => /^\+?[\d\s()-]{5,24}$/.test(phone);

/** The fields that are not right, with what to do. */
export const faults = (fine: Readonly<Record<string, boolean>>): readonly FormError[] =>
  Object.entries(fine).flatMap(([field, right]) => (right ? [] : [{ field, message: text(`error.${field}`) }]));
