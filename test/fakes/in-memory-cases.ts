import type { CaseStore } from "#shared/ports/case-store.ts";

/** What the in-memory store has to know of one kind of case. */
interface Shape<Stored, Loaded> {
  readonly keyOf: (stored: Stored) => string;
  readonly loaded: (stored: Stored) => Loaded;
  readonly look: (loaded: Loaded) => string | undefined;
}

/** Nobody can change it any more, nor anything in it: as good as a copy, and quicker. What is frozen already is not gone through again. */
function frozen<Value>(value: Value): Value {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

/** The store as the table behaves: what is in it can't be changed from outside, a write on another version than the stored one changes nothing. */
export function inMemoryCases<
  Stored extends { readonly document: { readonly history: readonly unknown[] } },
  Loaded extends Stored,
>({ keyOf, loaded, look }: Shape<Stored, Loaded>) {
  const items = new Map<string, Stored>();
  const versionOf = (stored: Stored | undefined) => stored?.document.history.length ?? 0;
  const store: CaseStore<Stored, Loaded> = {
    add: async (stored) => {
      if (items.has(keyOf(stored))) return "exists";
      items.set(keyOf(stored), frozen(stored));
      return "added";
    },
    find: async (key) => {
      const found = items.get(key);
      return found && loaded(found);
    },
    save: async (stored, version) => {
      if (versionOf(items.get(keyOf(stored))) !== version) return "stale";
      items.set(keyOf(stored), frozen(stored));
      return "saved";
    },
    dueBefore: async (instant) => {
      const due = [...items.values()].flatMap((stored) => {
        const at = look(loaded(stored));
        return at !== undefined && at <= instant ? [{ at, key: keyOf(stored) }] : [];
      });
      return { items: due.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ key }) => key) };
    },
  };
  return { store, all: () => [...items.values()].map((stored) => loaded(stored)) };
}
