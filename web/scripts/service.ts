import "./page.ts";
import { dateOf, dayMark } from "./dates.ts";
import { byId, element } from "./element.ts";
import { kept } from "./kept.ts";
import { text } from "./strings.ts";
import { askCalendar, type DayTerm, dayTable } from "./why-this-day.ts";

/** What was ticked on the checklist stays for the life of the tab. */
function rememberTicks(list: HTMLElement): void {
  const ticked = kept<readonly string[]>("tab", `checklist-${list.dataset["code"]}`);
  const boxes = [...list.querySelectorAll("input")];
  for (const box of boxes) box.checked = ticked.read()?.includes(box.id) ?? false;
  list.addEventListener("change", () => ticked.write(boxes.filter(({ checked }) => checked).map(({ id }) => id)));
  const button = byId("print");
  button.hidden = false;
  button.addEventListener("click", () => print());
}

/** Says which day it would be, and why that one (SC-5). */
function startCalculator(place: HTMLElement): void {
  const term: DayTerm = { amount: Number(place.dataset["amount"]), unit: place.dataset["unit"] ?? "" };
  const input = byId<HTMLInputElement>("received");
  const answer = byId("due");
  const reckon = async () => {
    if (input.value === "") return;
    const seen = await askCalendar(input.value, term);
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
  place.hidden = false;
  input.value = dateOf(new Date().toISOString());
  input.addEventListener("change", () => void reckon());
  void reckon();
}

const list = document.getElementById("checklist");
if (list) rememberTicks(list);
const calculator = document.getElementById("calculator");
if (calculator) startCalculator(calculator);
