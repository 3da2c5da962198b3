/**
 * JSON schema has no word for one field coming after another. The description says it in a sentence for people and in a keyword of our
 * own for programs, on the later of the two; the refinement beside it is what refuses.
 */
export const after = (earlier: string) => ({ description: `Later than ${earlier}`, "x-after": earlier });

/** The same where both may be one. */
export const notBefore = (earlier: string) => ({ description: `Not before ${earlier}`, "x-not-before": earlier });
