import "./page.ts";
import { call } from "./api.ts";
import { blankRows } from "./blank-rows.ts";
import { byId, element } from "./element.ts";
import type { ServiceSeen } from "./service-list.ts";
import { base, text } from "./strings.ts";

const query = new URLSearchParams(location.search);
const wanted = query.get("code") ?? "";
const place = byId("blank");
byId("loading").textContent = text("site.loading");
const seen = await call<ServiceSeen>("GET", `services/${encodeURIComponent(wanted)}`);
byId("loading").textContent = "";
const form = seen.kind === "answer" ? seen.body.forms[Number(query.get("form") ?? 0)] : undefined;
if (seen.kind !== "answer" || !form) {
  place.append(element("h1", {}, text("blank.title")), element("p", { class: "notice" }, text("blank.missing")));
} else {
  document.title = form.name;
  byId<HTMLAnchorElement>("back").href = `${base}/service.html?code=${encodeURIComponent(wanted)}`;
  const printIt = element("button", { type: "button", class: "button" }, text("blank.print"));
  printIt.addEventListener("click", () => print());
  place.append(
    element("div", { class: "buttons" }, printIt),
    element("p", { class: "hint no-print" }, text("blank.chinese")),
    ...blankRows(seen.body, form.name),
    element("p", { class: "notice good" }, text("blank.free")),
  );
}
