import type { SuggestionView } from "#shared/contracts/suggestion.ts";
import { caseHead, type Happening, type Shown, timeline } from "./case-parts.ts";
import { dayMark } from "./dates.ts";
import { code, element } from "./element.ts";
import { messageForm } from "./message-form.ts";
import { base, has, named, text } from "./strings.ts";

const happenings = ({ receivedAt, content, messages, reply }: SuggestionView): readonly Happening[] => [
  { at: receivedAt, what: text("track.received"), letter: content },
  ...messages.map((message) => ({
    at: message.at,
    what: text(message.from === "centre" ? "box.from-centre" : "track.message"),
    letter: message.text,
    centre: message.from === "centre",
  })),
  ...(reply ? [{ at: reply.at, what: text("box.reply"), letter: reply.text, centre: true }] : []),
];

const converted = ({ number, secret }: NonNullable<SuggestionView["inquiry"]>): HTMLElement =>
  element(
    "p",
    { class: "notice good" },
    `${text("box.converted")} `,
    element("a", { href: `${base}/track.html#${number}/${secret}` }, code(number)),
  );

/** A note in the suggestion box: its state, what follows by when, the reply, and a word back, anonymous or not. */
export function suggestionCase(view: SuggestionView, shown: Shown): readonly HTMLElement[] {
  const running = view.limits.filter(({ state }) => state === "running" || state === "paused");
  const title = `${text("box.note")} · ${has(`category.${view.category}`) ? text(`category.${view.category}`) : ""}`;
  return [
    ...caseHead(title, view.number, named("stage", view.stage)),
    ...(view.inquiry ? [converted(view.inquiry)] : []),
    element("h2", {}, text("track.next")),
    running.length === 0
      ? element("p", {}, text("track.nothing-next"))
      : element(
          "ul",
          { class: "limits" },
          ...running.map(({ kind, dueOn }) =>
            element("li", {}, element("strong", {}, named("limit", kind)), `${text("limit.by")} `, dayMark(dueOn)),
          ),
        ),
    element("h2", {}, text("track.timeline")),
    timeline(happenings(view)),
    messageForm(shown),
  ];
}
