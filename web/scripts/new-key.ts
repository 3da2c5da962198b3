/** A key for a request: whoever sends it twice under one key is answered twice and does it once. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(18))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
