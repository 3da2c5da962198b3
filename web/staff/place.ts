import { useSyncExternalStore } from "react";

/** Where in the portal: the path and the filters, both in the address so that they can be kept, sent and gone back to. */
export interface Place {
  readonly path: readonly string[];
  readonly filters: Readonly<Record<string, string>>;
}

/** Reads a place from the part of the address after `#`. */
export function placeOf(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map(decodeURIComponent),
    filters: Object.fromEntries(new URLSearchParams(query)),
  };
}

/** The address of a place; empty filters are left out. */
export function addressOf(path: readonly string[], filters: Readonly<Record<string, string | undefined>> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  const search = query.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${search ? `?${search}` : ""}`;
}

/** Goes to a place. */
export function go(path: readonly string[], filters?: Readonly<Record<string, string | undefined>>): void {
  location.hash = addressOf(path, filters);
}

/** Changes filters of the present place, without a step in the browser's history. */
export function filter(change: Readonly<Record<string, string | undefined>>): void {
  const { path, filters } = placeOf(location.hash);
  history.replaceState(null, "", addressOf(path, { ...filters, ...change }));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

const subscribe = (listener: () => void) => {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
};

/** The present place. */
export const usePlace = (): Place => placeOf(useSyncExternalStore(subscribe, () => location.hash));
