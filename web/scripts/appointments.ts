import "./page.ts";
import { byId, element } from "./element.ts";
import { offerOffices } from "./offices.ts";
import { freeSlots, slotWords } from "./slots.ts";
import { text } from "./strings.ts";

const office = byId<HTMLSelectElement>("office");
const place = byId("slots");

const show = async () => {
  const found = office.value === "" ? [] : ((await freeSlots(office.value)) ?? []);
  place.replaceChildren(
    found.length > 0
      ? element("ul", { class: "links" }, ...found.map((slot) => element("li", {}, slotWords(slot))))
      : element("p", {}, office.value === "" ? "" : text("appointment.none-free")),
  );
};

const offered = await offerOffices(office);
const first = [...office.options].find(({ value }) => value !== "");
const open = offered && first !== undefined && (await freeSlots(first.value)) !== undefined;
byId("slots-part").hidden = !open;
byId("no-slots").hidden = open;
if (open) office.addEventListener("change", () => void show());
