import { brokenAt, readCase } from "./case-item.ts";

/** The whole of a case as JSON, with whether its chain verifies: for a court, an audit, or whoever looks for a fault. */
export const exportCase = async (number: string): Promise<string> => {
  const found = await readCase(number);
  const broken = brokenAt(found);
  const { history, texts } = found.document;
  const erased = history.flatMap((entry) => Object.keys(entry.texts)).filter((id) => texts[id] === undefined);
  return JSON.stringify(
    {
      number: found.number,
      chain: broken === undefined ? "whole" : `broken at entry ${broken}`,
      ...(erased.length > 0 && { erased }),
      history,
      texts: Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, text.body])),
    },
    undefined,
    2,
  );
};
