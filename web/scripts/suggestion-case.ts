import { caseHead, type Happening, type Shown, timeline } from "./case-parts.ts";
import { day } from "./dates.ts";
import { code, element } from "./element.ts";
import { messageForm } from "./message-form.ts";
import { has, named, text } from "./strings.ts";

/** A note in the suggestion box as its writer sees it. */
export interface SuggestionSeen {
  readonly number: string;
  readonly category: string;
  readonly topic: string | null;
  readonly content: string;
  readonly anonymous: boolean;
  readonly stage: string;
  readonly receivedAt: string;
  readonly limits?: readonly {
    readonly kind: string;
    readonly dueOn: string;
    readonly state: string;
    readonly provisional: boolean;
  }[];
  readonly messages?: readonly { readonly at: string; readonly from: string; readonly text: string }[];
  readonly reply: { readonly at: string; readonly text: string } | null;
}

const happenings = ({ receivedAt, content, messages = [], reply }: SuggestionSeen): readonly Happening[] => [
  { at: receivedAt, what: text("track.received"), letter: content },
  ...messages.map((message) => ({
    at: message.at,
    what: text(message.from === "centre" ? "box.from-centre" : "track.message"),
    letter: message.text,
    centre: message.from === "centre",
  })),
  ...(reply ? [{ at: reply.at, what: text("box.reply"), letter: reply.text, centre: true }] : []),
];

/** A note in the suggestion box: its state, what follows by when, the reply, and a word back, anonymous or not. */
export function suggestionCase(view: SuggestionSeen, shown: Shown): readonly HTMLElement[] {
  const running = (view.limits ?? []).filter(({ state }) => state === "running" || state === "paused");
  const title = `${text("box.note")} · ${has(`category.${view.category}`) ? text(`category.${view.category}`) : ""}`;
  return [
    ...caseHead(title, view.number, named("stage", view.stage)),
    element("h2", {}, text("track.next")),
    running.length === 0
      ? element("p", {}, text("track.nothing-next"))
      : element(
          "ul",
          { class: "limits" },
          ...running.map(({ kind, dueOn }) =>
            element("li", {}, element("strong", {}, named("limit", kind)), `${text("limit.by")} `, code(day(dueOn))),
          ),
        ),
    element("h2", {}, text("track.timeline")),
    timeline(happenings(view)),
    messageForm(shown),
  ];
}
