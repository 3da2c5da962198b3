import "./page.ts";
import { call } from "./api.ts";
import { dateOf, dayMark } from "./dates.ts";
import { byId, element, phoneLink, written } from "./element.ts";
import { kept } from "./kept.ts";
import type { ServiceSeen } from "./service-list.ts";
import { base, inLanguage, text } from "./strings.ts";
import { askCalendar, type DayTerm, dayTable } from "./why-this-day.ts";

const daysOf = ({ amount, unit }: DayTerm): string =>
  amount === 0 ? text("service.at-once") : text(`service.days-${unit}`, { count: amount });

const materials = (service: ServiceSeen): readonly HTMLElement[] => {
  if (service.materials.length === 0) return [element("p", {}, text("service.no-materials"))];
  const ticked = kept<readonly string[]>("tab", `checklist-${service.code}`);
  const list = element(
    "ul",
    { class: "checklist" },
    ...service.materials.map(({ id, name, required, when, obtainableByDataSharing }) =>
      element(
        "li",
        { class: "check" },
        element("input", { type: "checkbox", id, checked: ticked.read()?.includes(id) }),
        element(
          "label",
          { for: id },
          written(name),
          " ",
          required && element("span", { class: "tag wait" }, text("service.required")),
          when !== undefined && element("span", { class: "hint" }, " ", text("service.if", { when })),
          obtainableByDataSharing && element("span", { class: "hint" }, ` (${text("service.shared")})`),
        ),
      ),
    ),
  );
  list.addEventListener("change", () =>
    ticked.write([...list.querySelectorAll("input")].filter(({ checked }) => checked).map(({ id }) => id)),
  );
  const printIt = element("button", { type: "button", class: "button second" }, text("button.print"));
  printIt.addEventListener("click", () => print());
  return [
    element("p", { class: "hint" }, text("service.materials-hint")),
    list,
    element("div", { class: "buttons" }, printIt),
  ];
};

const calculator = ({ promised }: ServiceSeen): readonly HTMLElement[] => {
  if (promised.amount === 0) return [];
  const answer = element("div", { role: "status" });
  const input = element("input", { type: "date", id: "received", value: dateOf(new Date().toISOString()) });
  const reckon = async () => {
    if (input.value === "") return;
    const seen = await askCalendar(input.value, promised);
    if (seen.kind !== "answer") answer.replaceChildren(element("p", {}, text("error.load")));
    else
      answer.replaceChildren(
        element(
          "p",
          { class: "notice good" },
          element("strong", {}, text("why.result", { day: "" })),
          dayMark(seen.body.dueOn),
        ),
        seen.body.provisional ? element("p", { class: "hint" }, text("why.provisional")) : "",
        element("details", {}, element("summary", {}, text("why.title")), dayTable(seen.body)),
      );
  };
  input.addEventListener("change", () => void reckon());
  void reckon();
  return [
    element(
      "div",
      { class: "field short no-print" },
      element("label", { for: "received" }, text("service.calculate")),
      input,
    ),
    answer,
  ];
};

const limits = ({ promised, statutory, note }: ServiceSeen): readonly (HTMLElement | string)[] => [
  element(
    "dl",
    { class: "facts" },
    element(
      "div",
      {},
      element("dt", {}, text("service.promised")),
      element(
        "dd",
        {},
        element("strong", {}, daysOf(promised)),
        " ",
        promised.status === "proposed" && element("span", { class: "tag wait" }, text("service.proposed")),
        element("p", { class: "hint", lang: "zh-CN", dir: "auto" }, promised.basis),
      ),
    ),
    statutory &&
      element(
        "div",
        {},
        element("dt", {}, text("service.statutory")),
        element(
          "dd",
          {},
          element("strong", {}, daysOf(statutory)),
          element("p", { class: "hint", lang: "zh-CN", dir: "auto" }, statutory.basis),
        ),
      ),
  ),
  note === undefined ? "" : element("p", { lang: "zh-CN", dir: "auto" }, `${text("service.note")}: ${note}`),
];

const forms = (service: ServiceSeen): readonly HTMLElement[] =>
  service.forms.length === 0
    ? [element("p", {}, text("service.no-forms"))]
    : [
        element("p", { class: "hint" }, text("service.forms-hint")),
        element(
          "ul",
          { class: "links" },
          ...service.forms.map(({ name }, index) =>
            element(
              "li",
              {},
              element(
                "a",
                { href: `${base}/blank-form.html?code=${encodeURIComponent(service.code)}&form=${index}` },
                element("strong", {}, written(name)),
              ),
            ),
          ),
        ),
      ];

const page = (service: ServiceSeen): readonly (HTMLElement | string)[] => [
  element("h1", {}, inLanguage(service.name)),
  element("h2", {}, text("service.materials")),
  ...materials(service),
  element("h2", {}, text("service.procedure")),
  element(
    "ol",
    { class: "steps" },
    ...service.procedure.map(({ step, name }) =>
      element("li", {}, element("strong", {}, text(`service.step-${step}`)), name ? ` · ${inLanguage(name)}` : ""),
    ),
  ),
  element("h2", {}, text("service.limit")),
  ...limits(service),
  ...calculator(service),
  element("h2", {}, text("service.forms")),
  ...forms(service),
  element("h2", {}, text("service.contact")),
  element("p", {}, service.contact.phone === null ? phoneLink("12329") : phoneLink(service.contact.phone)),
  element(
    "div",
    { class: "buttons" },
    element(
      "a",
      { class: "button", href: `${base}/ask.html?service=${encodeURIComponent(service.code)}` },
      text("service.ask"),
    ),
  ),
];

const place = byId("service");
const wanted = new URLSearchParams(location.search).get("code") ?? "";
byId("loading").textContent = text("site.loading");
const seen = await call<ServiceSeen>("GET", `services/${encodeURIComponent(wanted)}`);
byId("loading").textContent = "";
if (seen.kind === "answer") {
  document.title = `${inLanguage(seen.body.name)} · ${text("site.name")}`;
  place.append(...page(seen.body));
} else
  place.append(
    element("h1", {}, text("service.title")),
    element(
      "p",
      { class: "notice" },
      text(seen.kind === "problem" && seen.status === 404 ? "service.missing" : "error.load"),
    ),
  );
