import { useState } from "react";

const keyOf = (name: string) => `shouwen.draft.${name}`;

/** A draft of what is being written: it survives a reload and a new sign-in in this window, and nothing else. */
export function useDraft<Value>(name: string, initially: () => Value): [Value, (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => {
    const kept = sessionStorage.getItem(keyOf(name));
    return kept === null ? initially() : (JSON.parse(kept) as Value);
  });
  return [
    value,
    (next) => {
      setValue(next);
      sessionStorage.setItem(keyOf(name), JSON.stringify(next));
    },
  ];
}

/** Forgets a draft that has been sent. */
export const forgetDraft = (name: string): void => sessionStorage.removeItem(keyOf(name));

/** Forgets every draft: the next person at this desk starts empty. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(keyOf(""))) sessionStorage.removeItem(key);
}
