import type { Service } from "#shared/domain/rule-pack-types.ts";
import { departmentName, groups, nameIn } from "./catalogue.ts";
import { escaped } from "./escaped.ts";

/** What the catalogue is written in: a language, its strings, and where its pages begin. */
export interface Speech {
  readonly language: string;
  readonly base: string;
  readonly text: (key: string, blanks?: Readonly<Record<string, string | number>>) => string;
}

type Term = Pick<Service["promised"], "amount" | "unit">;

/** Where a service has its page, and each of its forms. */
export const servicePlace = ({ code }: Pick<Service, "code">): string => `service/${code}.html`;
export const formPlace = ({ code }: Pick<Service, "code">, index: number): string => `form/${code}-${index + 1}.html`;

const daysOf = ({ amount, unit }: Term, { text }: Speech): string =>
  amount === 0 ? text("service.at-once") : text(`service.days-${unit}`, { count: amount });

const named = (name: string, { language }: Speech): string => `<bdi>${escaped(nameIn(language, name))}</bdi>`;

// The basis of a limit is a Chinese law or notice, quoted by its title.
const basisHtml = (basis: string): string => `<p class="hint" lang="zh-CN" dir="auto">${escaped(basis)}</p>`;

/** The services to choose from in a form. */
export const serviceOptions = ({ language, text }: Speech): string =>
  [...groups]
    .map(([business, found]) => {
      const options = found.map(
        ({ code, name }) => `<option value="${code}">${escaped(nameIn(language, name.zh))}</option>`,
      );
      return `<optgroup label="${escaped(text(`services.${business}`))}">${options.join("")}</optgroup>`;
    })
    .join("\n");

const listItem = (service: Service, speech: Speech): string => {
  const { language, base, text } = speech;
  const { code, name, promised, materials, forms } = service;
  const words = [
    code,
    name.zh,
    name.en,
    nameIn(language, name.zh),
    ...materials.map((each) => nameIn(language, each.name)),
  ];
  return `<li data-words="${escaped(words.join(" ").toLowerCase())}"><a href="${base}/${servicePlace(service)}"><strong>${escaped(nameIn(language, name.zh))}</strong><span>${escaped(`${daysOf(promised, speech)} · ${text("services.counts", { materials: materials.length, forms: forms.length })}`)}</span></a></li>`;
};

/** The catalogue as a list of links. */
export const serviceList = (speech: Speech): string =>
  [...groups]
    .map(
      ([business, found]) =>
        `<section><h2>${escaped(speech.text(`services.${business}`))}</h2>\n<ul class="links">\n${found.map((each) => listItem(each, speech)).join("\n")}\n</ul></section>`,
    )
    .join("\n");

const materialItem = (
  { id, name, required, when, obtainableByDataSharing }: Service["materials"][number],
  speech: Speech,
): string => {
  const { language, text } = speech;
  return [
    `<li class="check"><input type="checkbox" id="${id}"><label for="${id}">${named(name, speech)}`,
    required ? ` <span class="tag wait">${escaped(text("service.required"))}</span>` : "",
    when === undefined
      ? ""
      : ` <span class="hint">${escaped(text("service.if", { when: nameIn(language, when) }))}</span>`,
    obtainableByDataSharing ? ` <span class="hint">${escaped(text("service.shared"))}</span>` : "",
    "</label></li>",
  ].join("");
};

const materialsHtml = ({ code, materials }: Service, speech: Speech): string =>
  materials.length === 0
    ? `<p>${escaped(speech.text("service.no-materials"))}</p>`
    : `<p class="hint">${escaped(speech.text("service.materials-hint"))}</p>
<ul class="checklist" id="checklist" data-code="${code}">
${materials.map((each) => materialItem(each, speech)).join("\n")}
</ul>
<div class="buttons"><button type="button" class="button second" id="print" hidden>${escaped(speech.text("button.print"))}</button></div>`;

const procedureHtml = ({ procedure }: Service, speech: Speech): string =>
  `<ol class="steps">${procedure
    .map(
      ({ step, department }) =>
        `<li><strong>${escaped(speech.text(`service.step-${step}`))}</strong> · ${named(departmentName(department), speech)}</li>`,
    )
    .join("")}</ol>`;

const limitsHtml = ({ promised, statutory, note }: Service, speech: Speech): string => {
  const { language, text } = speech;
  const proposed =
    promised.status === "proposed" ? ` <span class="tag wait">${escaped(text("service.proposed"))}</span>` : "";
  const rows = [
    `<div><dt>${escaped(text("service.promised"))}</dt><dd><strong>${escaped(daysOf(promised, speech))}</strong>${proposed}${basisHtml(promised.basis)}</dd></div>`,
    statutory
      ? `<div><dt>${escaped(text(statutory.dutyOn === "employer" ? "service.statutory-employer" : "service.statutory"))}</dt><dd><strong>${escaped(daysOf(statutory, speech))}</strong>${basisHtml(statutory.basis)}</dd></div>`
      : "",
  ];
  const said =
    note === undefined ? "" : `<p>${escaped(text("service.note"))}: <bdi>${escaped(nameIn(language, note))}</bdi></p>`;
  return `<dl class="facts">${rows.join("")}</dl>${said}`;
};

// Filled in by the script: which day it would be, and why that one.
const calculatorHtml = ({ promised: { amount, unit } }: Service, { text }: Speech): string =>
  amount === 0
    ? ""
    : `<div id="calculator" class="no-print" data-amount="${amount}" data-unit="${unit}" hidden>
<div class="field short"><label for="received">${escaped(text("service.calculate"))}</label><input type="date" id="received"></div>
<div id="due" role="status"></div>
</div>`;

const formsHtml = (service: Service, speech: Speech): string => {
  const { base, text } = speech;
  if (service.forms.length === 0) return `<p>${escaped(text("service.no-forms"))}</p>`;
  const items = service.forms.map(
    ({ name }, index) =>
      `<li><a href="${base}/${formPlace(service, index)}"><strong>${named(name, speech)}</strong><span>${escaped(text("service.form-open"))}</span></a></li>`,
  );
  return `<p class="hint">${escaped(text("service.forms-hint"))}</p><ul class="links">${items.join("")}</ul>`;
};

/** A service as a page: papers to tick, steps, limits with their basis, free forms, whom to ask (SC-2, SC-4, SC-10). */
export const serviceHtml = (service: Service, speech: Speech): string => {
  const { language, base, text } = speech;
  const section = (title: string, content: string): string => `<h2>${escaped(text(title))}</h2>\n${content}`;
  const phone = service.contact.phone ?? "12329";
  return [
    `<h1>${escaped(nameIn(language, service.name.zh))}</h1>`,
    section("service.materials", materialsHtml(service, speech)),
    section("service.procedure", procedureHtml(service, speech)),
    section("service.limit", limitsHtml(service, speech) + calculatorHtml(service, speech)),
    section("service.forms", formsHtml(service, speech)),
    section(
      "service.contact",
      `<p>${named(departmentName(service.contact.department), speech)} · <a class="phone" href="tel:${phone}"><bdi>${phone}</bdi></a><br>${escaped(text("foot.counter"))}</p>`,
    ),
    `<div class="buttons no-print"><a class="button" href="${base}/ask.html?service=${service.code}">${escaped(text("service.ask"))}</a></div>`,
  ].join("\n");
};
