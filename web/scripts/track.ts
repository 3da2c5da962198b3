import "./page.ts";
import type { TrackingView } from "#shared/contracts/inquiry.ts";
import type { SuggestionView } from "#shared/contracts/suggestion.ts";
import { valuesOf } from "./draft.ts";
import { byId, element } from "./element.ts";
import { faults } from "./faults.ts";
import { showErrors } from "./form-errors.ts";
import { inquiryCase } from "./inquiry-case.ts";
import { text } from "./strings.ts";
import { suggestionCase } from "./suggestion-case.ts";
import { isSuggestion, type Key, keyFromLink, readCase, trackedKey } from "./tracked.ts";

const form = byId<HTMLFormElement>("form");
const place = byId("case");

const leave = () => {
  trackedKey.drop();
  place.replaceChildren();
  place.hidden = true;
  byId("form-part").hidden = false;
  form.reset();
  byId("number").focus();
};

const show = (key: Key, view: unknown, said?: string) => {
  const shown = {
    key,
    show: (next: unknown, words?: string) => show(key, next, words),
    open: (words?: string) => open(key, words),
  };
  const content = isSuggestion(key)
    ? suggestionCase(view as SuggestionView, shown)
    : inquiryCase(view as TrackingView, shown);
  const refresh = element("button", { type: "button", class: "button second" }, text("track.refresh"));
  refresh.addEventListener("click", () => void open(key));
  const another = element("button", { type: "button", class: "button second" }, text("track.again"));
  another.addEventListener("click", leave);
  const printIt = element("button", { type: "button", class: "button second" }, text("button.print"));
  printIt.addEventListener("click", () => print());
  const told = said === undefined ? [] : [element("p", { id: "said", class: "notice good", tabindex: "-1" }, said)];
  place.replaceChildren(...told, ...content, element("div", { class: "buttons" }, refresh, printIt, another));
  byId("form-part").hidden = true;
  place.hidden = false;
  (told[0] ?? place.querySelector("h1"))?.focus();
  scrollTo(0, 0);
};

async function open(key: Key, said?: string): Promise<void> {
  showErrors([]);
  byId("loading").textContent = text("site.loading");
  byId<HTMLFieldSetElement>("fields").disabled = true;
  const seen = await readCase(key);
  byId("loading").textContent = "";
  byId<HTMLFieldSetElement>("fields").disabled = false;
  if (seen.kind === "answer") {
    trackedKey.write(key);
    show(key, seen.body, said);
    return;
  }
  byId("form-part").hidden = false;
  if (seen.kind === "problem" && seen.status < 500 && seen.status !== 429) trackedKey.drop();
  const message =
    seen.kind === "unreachable" || seen.status >= 500
      ? text("error.load")
      : seen.status === 429
        ? text("error.busy")
        : text("error.not-found");
  showErrors([{ message }]);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const { number = "", secret = "" } = valuesOf(form);
  const errors = faults({ number: /^[qs][\s-]*(\w[\s-]*){9}$/i.test(number), secret: /^(\w[\s-]*){16}$/.test(secret) });
  showErrors(errors);
  if (errors.length === 0) void open({ number, secret });
});

const start = () => {
  const key = keyFromLink() ?? trackedKey.read();
  if (key) void open(key);
};
byId<HTMLButtonElement>("submit").disabled = false;
addEventListener("hashchange", start);
start();
