import "./page.ts";
import { byId, element } from "./element.ts";
import { grouped, type ServiceSeen, services } from "./service-list.ts";
import { base, has, inLanguage, text } from "./strings.ts";

const list = byId("list");
const search = byId<HTMLInputElement>("search");

const line = ({ code, name, promised, materials, forms }: ServiceSeen): HTMLElement =>
  element(
    "li",
    {},
    element(
      "a",
      { href: `${base}/service.html?code=${encodeURIComponent(code)}` },
      element("strong", {}, inLanguage(name)),
      element(
        "span",
        {},
        `${promised.amount === 0 ? text("services.at-once") : text(`services.days-${promised.unit}`, { count: promised.amount })} · `,
        `${text("services.counts", { materials: materials.length, forms: forms.length })}`,
      ),
    ),
  );

const show = (all: readonly ServiceSeen[]) => {
  const groups = [...grouped(all)].flatMap(([business, found]) => [
    element("h2", {}, has(`services.${business}`) ? text(`services.${business}`) : business),
    element("ul", { class: "links" }, ...found.map(line)),
  ]);
  list.replaceChildren(...(groups.length > 0 ? groups : [element("p", {}, text("services.none"))]));
};

byId("loading").textContent = text("site.loading");
const all = await services();
byId("loading").textContent = all ? "" : text("error.load");
if (all) {
  byId("search-part").hidden = false;
  show(all);
  search.addEventListener("input", () => {
    const wanted = search.value.trim().toLowerCase();
    const within = (service: ServiceSeen) =>
      [service.code, ...Object.values(service.name), ...service.materials.map(({ name }) => name)].some((words) =>
        words?.toLowerCase().includes(wanted),
      );
    show(all.filter(within));
  });
}
