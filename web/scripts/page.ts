import { byId } from "./element.ts";
import { text } from "./strings.ts";

const KEY = "text-size";

const recall = (): string | null => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

const showSize = (button: HTMLElement, large: boolean): void => {
  document.documentElement.dataset["text"] = large ? "large" : "usual";
  button.setAttribute("aria-pressed", String(large));
};

/** What every page does: large text, the place in the menu, the switch of language that keeps query and fragment, and a word when the line drops. */
function startPage(): void {
  const button = byId("text-size");
  button.hidden = false;
  showSize(button, recall() === "large");
  button.addEventListener("click", () => {
    const large = button.getAttribute("aria-pressed") !== "true";
    showSize(button, large);
    try {
      localStorage.setItem(KEY, large ? "large" : "usual");
    } catch {
      // A browser that keeps nothing still shows it now.
    }
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a"))
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-language]"))
    link.addEventListener("click", () => {
      link.search = location.search;
    });
  const offline = document.createElement("p");
  offline.className = "notice bad";
  offline.setAttribute("role", "status");
  const main = byId("main");
  const show = () => {
    offline.textContent = navigator.onLine ? "" : text("site.offline");
    if (navigator.onLine) offline.remove();
    else main.prepend(offline);
  };
  addEventListener("online", show);
  addEventListener("offline", show);
  show();
}

startPage();
