import type { Cell, Figure } from "./figures.ts";

/** Smaller counts are not published: they could be somebody. None at all is one of them, or the first case would show. */
const SMALLEST = 5;

const isSmall = (value: Cell): boolean => typeof value === "number" && value < SMALLEST;

const masked = (value: Cell): Cell => (isSmall(value) ? "<5" : value);

type Parts = NonNullable<Figure["parts"]>;

/** Where the hidden parts together are so few that the total would tell them, the smallest of the shown is hidden with them. */
function maskedParts(parts: Parts, hasTotal: boolean): Parts {
  const hidden = parts.filter(({ value }) => isSmall(value));
  const left = hidden.reduce((sum, { value }) => sum + Number(value), 0);
  const shown = parts.filter(({ value }) => !isSmall(value)).sort((a, b) => Number(a.value) - Number(b.value));
  const withheld = hasTotal && hidden.length > 0 && left < SMALLEST ? shown[0]?.code : undefined;
  return parts.map((part) => ({ ...part, value: part.code === withheld ? "*" : masked(part.value) }));
}

/**
 * A figure as it may be published: counts below 5 as `<5`, rates and times that rest on fewer than 5 cases likewise, rates in whole
 * percent so that they can't be turned back into cases.
 */
export function protectedFigure(figure: Figure): Figure {
  const { value, of, parts, measure } = figure;
  const restsOnFew = of !== undefined && isSmall(of);
  const rounded = measure === "percent" && typeof value === "number" ? Math.round(value) : value;
  const shown = measure === "count" ? masked(value) : restsOnFew ? "<5" : rounded;
  return {
    ...figure,
    value: parts ? null : shown,
    ...(of !== undefined && { of: masked(of) }),
    ...(parts && { parts: maskedParts(parts, of !== undefined) }),
  };
}
