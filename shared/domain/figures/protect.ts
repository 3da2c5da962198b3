import type { Localized } from "../directory.ts";
import type { Cell, Figure } from "./figures.ts";

/** Smaller counts are not published: they could be somebody. None at all is one of them, or the first case would show. */
const SMALLEST = 5;

/**
 * Larger counts are rounded down to a multiple of five, each by itself, so that no small one can be computed from a total, or from
 * what was published the month before. Rounding to the nearest would not do: 8 cases after fewer than 5 could only be 4 more.
 */
const shownCount = (count: Cell): Cell => {
  if (typeof count !== "number") return count;
  return count < SMALLEST ? "<5" : Math.floor(count / SMALLEST) * SMALLEST;
};

/** What stands under published figures. */
export const protection: Localized = {
  zh: "为保护个人，公布的件数向下取到5的倍数，不足5件的写作“<5”，依据不足5件的比例和用时不公布。",
  en: "To protect people, counts are rounded down to a multiple of five, and published as “<5” below five; rates and times that rest on fewer than five cases are not published.",
};

/** A figure as it may be published. */
export function protectedFigure(figure: Figure): Figure {
  const { value, of, parts, measure } = figure;
  const restsOnFew = of !== undefined && shownCount(of) === "<5";
  const rounded = measure === "percent" && typeof value === "number" ? Math.round(value) : value;
  const shown = measure === "count" ? shownCount(value) : restsOnFew ? "<5" : rounded;
  return {
    ...figure,
    value: parts ? null : shown,
    ...(of !== undefined && { of: shownCount(of) }),
    ...(parts && { parts: parts.map((part) => ({ ...part, value: shownCount(part.value) })) }),
  };
}
