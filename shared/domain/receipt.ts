/** Letters and digits that can't be taken for one another when read aloud or copied by hand (Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const letters = (bytes: Uint8Array, count: number): string => {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < count) {
      bits -= 5;
      text += ALPHABET[(value >> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return text;
};

const grouped = (text: string, size: number): string => text.match(new RegExp(`.{1,${size}}`, "g"))?.join("-") ?? text;

/** A case number from random bytes: a letter for the kind, then 9 letters (45 bits), in two groups. */
export const caseNumber = (kind: "inquiry" | "suggestion", random: Uint8Array): string =>
  grouped((kind === "inquiry" ? "Q" : "S") + letters(random, 9), 5);

/** A receipt secret from random bytes: 16 letters, 80 bits, in groups of four. */
export const receiptSecret = (random: Uint8Array): string => grouped(letters(random, 16), 4);

const plain = (written: string): string =>
  written.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");

/** The number as it is stored, however it was copied; undefined when it can be none. */
export function storedNumber(written: string): string | undefined {
  const text = plain(written);
  return /^[QS][0-9A-Z]{9}$/.test(text) ? grouped(text, 5) : undefined;
}

/** The secret as it is digested, however it was copied. */
export const storedSecret = (written: string): string => plain(written);
