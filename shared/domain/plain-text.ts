/** A text as it is compared: one width, one case, no spaces, no punctuation, nothing invisible. */
export const plainText = (written: string): string =>
  written
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}\p{C}]/gu, "");
