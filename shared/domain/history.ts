import type { Clause } from "./clauses.ts";

/** Who did it: a member of staff, the citizen, or the system on its schedule. */
export type Actor =
  | { readonly kind: "staff"; readonly id: string }
  | { readonly kind: "citizen" }
  | { readonly kind: "system" };

/** By what a repeated request is recognised: digests of its key and, salted with the key, of what it asked for. */
export interface RequestMark {
  readonly key: string;
  readonly content: string;
}

/** One commit: everything a command did, at once. `seq` counts from 1 without gaps and is the version of the case. */
export interface Entry<Event> {
  readonly seq: number;
  readonly at: string;
  readonly actor: Actor;
  readonly act: string;
  readonly basis: readonly Clause[];
  readonly events: readonly Event[];
  /** Digests of the texts this entry brought; the texts themselves are kept apart and can be erased. */
  readonly texts: Readonly<Record<string, string>>;
  /** Which request brought it, where the sender gave that a key. */
  readonly request?: RequestMark;
  /** Digest over the entry and the hash of the one before it. */
  readonly hash: string;
}

/** A text with its salt: the salt makes the digest in the history useless for guessing once the text is erased. */
export interface KeptText {
  readonly salt: string;
  readonly body: string;
}

/** What is stored of a case: the chained history and the texts. Everything else is folded from it. */
export interface CaseDocument<Event> {
  readonly history: readonly Entry<Event>[];
  readonly texts: Readonly<Record<string, KeptText>>;
}

/** Digest of a string, hex or base64url; handed in so that the domain needs no platform. */
export type Digest = (text: string) => string;

const chained = (previous: string, entry: Omit<Entry<unknown>, "hash">, digest: Digest): string => {
  const { seq, at, actor, act, basis, events, texts, request } = entry;
  return digest(JSON.stringify([previous, seq, at, actor, act, basis, events, texts, ...(request ? [request] : [])]));
};

/** Whether a case has carried out a request with this key before: the very same, or another. */
export const doneBefore = (
  { history }: CaseDocument<unknown>,
  mark: RequestMark | undefined,
): "same" | "another" | undefined => {
  const earlier = mark && history.find((entry) => entry.request?.key === mark.key)?.request;
  return earlier && (earlier.content === mark.content ? "same" : "another");
};

/** Appends one commit to a document and chains it to what was there. */
export function append<Event>(
  document: CaseDocument<Event> | undefined,
  commit: {
    readonly at: string;
    readonly actor: Actor;
    readonly act: string;
    readonly basis: readonly Clause[];
    readonly events: readonly Event[];
    readonly texts: Readonly<Record<string, string>>;
    readonly request?: RequestMark;
  },
  digest: Digest,
  salt: () => string,
): CaseDocument<Event> {
  const history = document?.history ?? [];
  const kept: Record<string, KeptText> = {};
  const digests: Record<string, string> = {};
  for (const [id, body] of Object.entries(commit.texts)) {
    const text = { salt: salt(), body };
    kept[id] = text;
    digests[id] = digest(text.salt + body);
  }
  const { at, actor, act, basis, events, request } = commit;
  const entry = {
    seq: history.length + 1,
    at,
    actor,
    act,
    basis,
    events,
    texts: digests,
    ...(request && { request }),
  };
  const hash = chained(history.at(-1)?.hash ?? "", entry, digest);
  return { history: [...history, { ...entry, hash }], texts: { ...document?.texts, ...kept } };
}

/**
 * Where a history has been tampered with: the first entry whose number, chain or text does not fit; undefined if it is whole. A tail
 * that was cut off leaves a whole chain, so `entries`, how many there were, is kept outside of the document. An erasure takes all
 * texts there are: one that is missing while an earlier one is there was taken by somebody else, and so was put in one that no
 * entry has. Whoever may write the table can chain a forged history anew: against that stand its rights and the copies of 35 days.
 */
export function brokenEntry(document: CaseDocument<unknown>, digest: Digest, entries?: number): number | undefined {
  let previous = "";
  const present = new Set(Object.keys(document.texts));
  let anyPresent = false;
  for (const [index, entry] of document.history.entries()) {
    const { hash, ...rest } = entry;
    if (entry.seq !== index + 1 || chained(previous, rest, digest) !== hash) return index + 1;
    for (const [id, expected] of Object.entries(entry.texts)) {
      const text = document.texts[id];
      if (text ? digest(text.salt + text.body) !== expected : anyPresent) return index + 1;
      if (present.delete(id)) anyPresent = true;
    }
    previous = hash;
  }
  const { length } = document.history;
  if (present.size > 0) return length;
  return entries === undefined || entries === length ? undefined : Math.min(entries, length) + 1;
}
