/** A value kept in the browser: for the life of the tab, or of the device until it is dropped. A browser that keeps nothing forgets. */
export interface Kept<Value> {
  read(): Value | undefined;
  write(value: Value): void;
  drop(): void;
}

/** Forgets what this tab and this device keep of a citizen; the size of the letters stays. */
export function forgetEverything(): void {
  try {
    sessionStorage.clear();
    for (const name of Object.keys(localStorage)) if (name.startsWith("pending-")) localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** Keeps a value under a name. */
export function kept<Value>(where: "tab" | "device", name: string): Kept<Value> {
  const storage = () => (where === "tab" ? sessionStorage : localStorage);
  return {
    read: () => {
      try {
        const found = storage().getItem(name);
        return found === null ? undefined : (JSON.parse(found) as Value);
      } catch {
        return undefined;
      }
    },
    write: (value) => {
      try {
        storage().setItem(name, JSON.stringify(value));
      } catch {
        // Full or forbidden: the page works on, without memory.
      }
    },
    drop: () => {
      try {
        storage().removeItem(name);
      } catch {
        // Nothing was kept.
      }
    },
  };
}
