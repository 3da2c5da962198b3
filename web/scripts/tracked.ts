import { call, leavesOpen, type Seen } from "./api.ts";
import { kept } from "./kept.ts";
import { newKey } from "./new-key.ts";

/** Number and secret of a case, as somebody typed them or a link brought them. */
export interface Key {
  readonly number: string;
  readonly secret: string;
}

/** The case this tab is looking at: a reload shows it again, a closed tab forgets it. */
export const trackedKey = kept<Key>("tab", "tracked");

const kindOf = (number: string): "suggestions" | "inquiries" => (/^\s*s/i.test(number) ? "suggestions" : "inquiries");

/** Whether the number is one of the suggestion box. */
export const isSuggestion = ({ number }: Key): boolean => kindOf(number) === "suggestions";

const pathOf = ({ number }: Key): string => `${kindOf(number)}/${encodeURIComponent(number.trim())}`;

const headers = ({ secret }: Key) => ({ "receipt-secret": secret.trim() });

/** Reads the case. */
export const readCase = <View>(key: Key): Promise<Seen<View>> =>
  call<View>("GET", pathOf(key), { headers: headers(key) });

const attempts = kept<{ readonly asked: string; readonly key: string }>("tab", "attempt");

/**
 * Does something with the case: a message, papers that are in, a rating, an appointment. Asked again before it was answered, after a
 * dropped line or a reload, it goes under the same key and is done once.
 */
export async function continueCase<View>(key: Key, what: string, body: unknown): Promise<Seen<View>> {
  const asked = JSON.stringify([key.number, what, body]);
  const before = attempts.read();
  const attempt = before?.asked === asked ? before : { asked, key: newKey() };
  attempts.write(attempt);
  const seen = await call<View>("POST", `${pathOf(key)}/${what}`, {
    headers: { ...headers(key), "idempotency-key": attempt.key },
    body,
  });
  if (seen.kind !== "unreachable" && !leavesOpen(seen.status)) attempts.drop();
  return seen;
}

/** The key in the fragment of a link, taken out of the address so that it stays in no history and on no screen. */
export function keyFromLink(): Key | undefined {
  const [, number, secret] = /^#([QSqs][^/]{4,24})\/([^/]{8,40})$/.exec(location.hash) ?? [];
  if (number === undefined || secret === undefined) return undefined;
  history.replaceState(null, "", location.pathname + location.search);
  return { number: decodeURIComponent(number), secret: decodeURIComponent(secret) };
}
