import "./page.ts";
import type { PublishedFigures } from "#shared/contracts/figures.ts";
import type { PublishedSuggestion } from "#shared/contracts/suggestion.ts";
import { call } from "./api.ts";
import { dateOf, dayMark, period } from "./dates.ts";
import { byId, element, written } from "./element.ts";
import { has, inLanguage, text } from "./strings.ts";

interface Page {
  readonly items?: readonly PublishedSuggestion[];
  readonly cursor?: string;
}

const replies = byId("replies");

const tag = (group: string, value: string | null | undefined): HTMLElement | null =>
  value && has(`${group}.${value}`) ? element("span", { class: "tag" }, text(`${group}.${value}`)) : null;

const card = ({ category, topic, content, reply, publishedAt }: PublishedSuggestion): HTMLElement =>
  element(
    "article",
    { class: "card" },
    element("p", {}, tag("category", category), " ", tag("topic", topic), " ", dayMark(dateOf(publishedAt))),
    element("p", { class: "letter", dir: "auto" }, content),
    element("h3", {}, text("published.reply")),
    element("p", { dir: "auto" }, reply),
  );

const showReplies = async (cursor?: string): Promise<void> => {
  const seen = await call<Page>(
    "GET",
    `published/suggestions${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
  const { items = [], cursor: next } = seen.kind === "answer" ? seen.body : {};
  replies.append(...items.map(card));
  if (replies.childElementCount === 0) replies.append(element("p", {}, text("published.no-replies")));
  if (next === undefined) return;
  const more = element("button", { type: "button", class: "button second" }, text("published.more"));
  more.addEventListener("click", () => {
    more.remove();
    void showReplies(next);
  });
  replies.append(more);
};

type Figure = PublishedFigures["periods"][number]["figures"][number];

/** A number with its measure; one that is too small to be shown says so. */
const cellWords = (value: Figure["value"], measure: Figure["measure"]): string => {
  if (value === null) return text("published.none-yet");
  return typeof value === "number"
    ? text(`measure.${measure}`, { value: Math.round(value * 10) / 10 })
    : text("published.few");
};

const figure = ({ name, definition, measure, value, parts = [] }: Figure): HTMLElement =>
  element(
    "div",
    {},
    element("dt", {}, written(inLanguage(name))),
    element("dd", {}, written(cellWords(value, measure))),
    ...parts.map((part) =>
      element("dd", { class: "part" }, written(inLanguage(part.name)), " ", written(cellWords(part.value, measure))),
    ),
    element("dd", { class: "hint" }, written(inLanguage(definition))),
  );

const showFigures = async (): Promise<void> => {
  const seen = await call<PublishedFigures>("GET", "published/figures");
  const periods = seen.kind === "answer" ? seen.body.periods : [];
  byId("figures").replaceChildren(
    ...(seen.kind !== "answer" || periods.length === 0
      ? [element("p", {}, text("published.no-figures"))]
      : [
          ...periods.flatMap(({ from, to, figures }) => [
            element("h3", {}, written(period(from, to))),
            element("dl", { class: "figures" }, ...figures.map(figure)),
          ]),
          element("p", { class: "hint" }, written(inLanguage(seen.body.protection))),
        ]),
  );
};

await Promise.all([showFigures(), showReplies()]);
