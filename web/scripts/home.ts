import "./page.ts";
import { byId, element, phoneLink, written } from "./element.ts";
import { offices } from "./offices.ts";
import { inLanguage, text } from "./strings.ts";

const place = byId("offices");
const found = await offices();
if (found.length > 0) {
  place.append(
    element("h3", {}, text("office.title")),
    ...found.map(({ name, address, phone }) =>
      element(
        "p",
        { class: "office" },
        element("strong", {}, written(inLanguage(name))),
        element("br"),
        address ? written(address) : null,
        " ",
        phone ? phoneLink(phone) : null,
      ),
    ),
  );
  place.hidden = false;
}
