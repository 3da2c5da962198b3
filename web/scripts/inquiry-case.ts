import type { TrackingView } from "#shared/contracts/inquiry.ts";
import { appointmentPart } from "./appointment-part.ts";
import { caseHead, type Happening, type Shown, timeline } from "./case-parts.ts";
import { dateOf } from "./dates.ts";
import { element, phoneLink, written } from "./element.ts";
import { isPromise, limitLine } from "./limit-line.ts";
import { materialsPart } from "./materials-part.ts";
import { messageForm } from "./message-form.ts";
import { placeOf } from "./offices.ts";
import { ratingPart } from "./rating-part.ts";
import { has, named, nameOf, text } from "./strings.ts";
import { whyThisDay } from "./why-this-day.ts";

const outcomeWords = ({ outcome }: TrackingView): string | undefined => {
  if (!outcome) return undefined;
  const { regulation = "", article = "" } = outcome;
  return `${text("track.outcome")} · ${named("outcome", outcome.outcome)}${regulation === "" ? "" : ` (${regulation}${article})`}`;
};

const stepWords = (
  { what, unit = "", person = "", reason = "other", grade }: TrackingView["steps"][number],
  view: TrackingView,
): string =>
  what === "closed"
    ? (outcomeWords(view) ?? text("track.closed"))
    : text(`step.${what}`, {
        unit: nameOf(unit),
        person,
        reason: named("pause", reason),
        grade: grade === undefined ? "" : text(`rate.${grade}`),
      });

// What a citizen did themselves stands apart from what the centre did.
const ownSteps: readonly string[] = ["materials-announced", "rated"];

const happenings = (view: TrackingView): readonly Happening[] => [
  { at: view.receivedAt, what: text("track.received"), letter: view.content },
  ...view.answers.map(({ at, kind, text: letter }) => ({
    at,
    what: has(`answer.${kind}`) ? text(`answer.${kind}`) : text("track.answered"),
    letter,
    centre: true,
  })),
  ...view.messages.map(({ at, text: letter }) => ({ at, what: text("track.message"), letter })),
  ...view.steps
    .filter(({ what }) => what === "closed" || has(`step.${what}`))
    .map((step) => ({ at: step.at, what: stepWords(step, view), centre: !ownSteps.includes(step.what) })),
];

const personLine = (title: string, { name, office, unit, phone }: TrackingView["caseworker"]): HTMLElement =>
  element(
    "div",
    {},
    element("dt", {}, title),
    element(
      "dd",
      {},
      element("strong", { class: "who" }, written(name)),
      element("br"),
      ...placeOf(office, unit),
      " ",
      phone === "" ? null : phoneLink(phone),
    ),
  );

const nextPart = ({ limits, materialsAnnouncedAt }: TrackingView): readonly HTMLElement[] => {
  const ahead = limits.filter(
    ({ kind, state }) =>
      (state === "running" || state === "paused") && !(kind === "materials-waiting" && materialsAnnouncedAt !== null),
  );
  if (ahead.length === 0) return [element("p", {}, text("track.nothing-next"))];
  return [
    element(
      "ul",
      { class: "limits" },
      ...ahead.map((limit) => {
        const line = limitLine(limit);
        const pause = limit.pauses.find(({ to }) => to === undefined);
        if (pause) line.append(element("p", { class: "hint" }, named("pause", pause.reason)));
        const asked =
          isPromise(limit.kind) &&
          whyThisDay({
            from: dateOf(limit.startedAt),
            dueOn: limit.dueOn,
            term: limit.term,
            pauses: limit.pauses,
          });
        if (asked) line.append(asked);
        return line;
      }),
    ),
  ];
};

/** A citizen's inquiry: where it stands, what comes next and by when, what has happened, and what they can do now. */
export function inquiryCase(view: TrackingView, shown: Shown): readonly HTMLElement[] {
  const { firstResponder, caseworker } = view;
  const announced = view.stage === "awaiting-materials" && view.materialsAnnouncedAt !== null;
  const moved = caseworker.name !== firstResponder.name;
  return [
    ...caseHead(view.subject, view.number, named("stage", announced ? "materials-announced" : view.stage)),
    ...(view.urgent ? [element("p", { class: "notice bad" }, text("track.urgent"))] : []),
    ...materialsPart(view, shown),
    ...appointmentPart(view, shown),
    element("h2", {}, text("track.next")),
    ...nextPart(view),
    element(
      "dl",
      { class: "facts" },
      personLine(text("receipt.responder"), firstResponder),
      moved ? personLine(text("track.caseworker"), caseworker) : null,
    ),
    ...ratingPart(view, shown),
    element("h2", {}, text("track.timeline")),
    timeline(happenings(view)),
    ...(view.may.includes("message") ? [messageForm(shown)] : []),
  ];
}
