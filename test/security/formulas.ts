const leads = ["", " ", "\t", "\r", "\n", "\u3000", "\ufeff", "\u200b", "\u00a0", '"', "'", "\u0000"];
const signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "⁼", "₌", "\t=", "\r="];

/** Formulas behind everything that some spreadsheet drops, with every sign that some spreadsheet takes for the beginning of one. */
export const formulas: readonly string[] = leads.flatMap((lead) =>
  signs.map((sign) => `${lead}${sign}HYPERLINK("http://elsewhere.test","办结")`),
);

/** Whether a spreadsheet may take a field, as it is read, for a formula. */
export const isFormula = (field: string): boolean => /^[\s\p{Cf}\p{Cc}]*[=+\-@]/u.test(field.normalize("NFKC"));
