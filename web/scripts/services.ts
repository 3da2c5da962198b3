import "./page.ts";
import { byId } from "./element.ts";
import { text } from "./strings.ts";

const search = byId<HTMLInputElement>("search");
const sections = [...document.querySelectorAll<HTMLElement>("#list section")];

byId("search-part").hidden = false;
search.addEventListener("input", () => {
  const wanted = search.value.trim().toLowerCase();
  for (const section of sections) {
    const items = [...section.querySelectorAll("li")];
    for (const item of items) item.hidden = !item.dataset["words"]?.includes(wanted);
    section.hidden = items.every(({ hidden }) => hidden);
  }
  byId("none").textContent = sections.every(({ hidden }) => hidden) ? text("services.none") : "";
});
