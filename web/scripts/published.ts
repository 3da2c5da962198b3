import "./page.ts";
import { call } from "./api.ts";
import { dateOf, day } from "./dates.ts";
import { byId, code, element } from "./element.ts";
import { has, text } from "./strings.ts";

/** A published reply; who wrote the note is in none of it. */
interface PublishedSeen {
  readonly category?: string;
  readonly topic?: string | null;
  readonly content?: string;
  readonly reply?: string | { readonly text: string };
  readonly publishedAt?: string;
}

interface Page {
  readonly items?: readonly PublishedSeen[];
  readonly cursor?: string;
}

const replies = byId("replies");

const tag = (group: string, value: string | null | undefined): HTMLElement | null =>
  value && has(`${group}.${value}`) ? element("span", { class: "tag" }, text(`${group}.${value}`)) : null;

const card = ({ category, topic, content, reply, publishedAt }: PublishedSeen): HTMLElement =>
  element(
    "article",
    { class: "card" },
    element(
      "p",
      {},
      tag("category", category),
      " ",
      tag("topic", topic),
      " ",
      publishedAt ? code(day(dateOf(publishedAt))) : null,
    ),
    element("p", { class: "letter", dir: "auto" }, content ?? ""),
    element("h3", {}, text("published.reply")),
    element("p", { dir: "auto" }, typeof reply === "string" ? reply : (reply?.text ?? "")),
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

const asWords = (name: string, value: number): string =>
  name.endsWith("Rate") || name === "satisfaction"
    ? `${Math.round(value * 1000) / 10}%`
    : String(Math.round(value * 10) / 10);

const showFigures = async (): Promise<void> => {
  const seen = await call<Readonly<Record<string, unknown>>>("GET", "published/figures");
  const known = seen.kind === "answer" ? Object.entries(seen.body) : [];
  const figures = known.filter(
    (entry): entry is [string, number] => typeof entry[1] === "number" && has(`figure.${entry[0]}`),
  );
  byId("figures").replaceChildren(
    figures.length === 0
      ? element("p", {}, text("published.no-figures"))
      : element(
          "dl",
          { class: "figures" },
          ...figures.map(([name, value]) =>
            element(
              "div",
              {},
              element("dt", {}, text(`figure.${name}`)),
              element("dd", {}, code(asWords(name, value))),
            ),
          ),
        ),
  );
};

await Promise.all([showFigures(), showReplies()]);
