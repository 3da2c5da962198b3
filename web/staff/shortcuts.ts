import { useEffect } from "react";
import { go } from "./place.ts";

/** Whether a key belongs to what is being typed. */
export const isTyping = (event: KeyboardEvent): boolean => {
  const { target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      (target instanceof HTMLInputElement && !["radio", "checkbox", "button"].includes(target.type)) ||
      ["TEXTAREA", "SELECT"].includes(target.tagName) ||
      target.closest("[role=dialog],[role=listbox],[role=menu]") !== null)
  );
};

/** The keys that work everywhere: `/` search, `n` a new contact, `g` my work. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "/") document.getElementById("search")?.focus();
      else if (event.key === "n") go(["new"]);
      else if (event.key === "g") go(["work"]);
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
