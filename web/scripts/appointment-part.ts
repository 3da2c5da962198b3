import type { TrackingView } from "#shared/contracts/inquiry.ts";
import { actionForm, ended, type Shown } from "./case-parts.ts";
import { element, written } from "./element.ts";
import { freeSlots, type SlotSeen, slotWords } from "./slots.ts";
import { nameOf, text } from "./strings.ts";
import { continueCase } from "./tracked.ts";

const choose = (slots: readonly SlotSeen[], shown: Shown): HTMLElement =>
  actionForm(
    "slot-form",
    text("appointment.confirm"),
    [
      element(
        "fieldset",
        { class: "field" },
        element("legend", {}, text("appointment.free")),
        element(
          "div",
          { class: "radios" },
          ...slots.map((slot, index) =>
            element(
              "div",
              { class: "radio" },
              element("input", { type: "radio", name: "slot", value: slot.slotId, id: `slot-${index}` }),
              element("label", { for: `slot-${index}` }, slotWords(slot)),
            ),
          ),
        ),
      ),
    ],
    async (form) => {
      const slotId = new FormData(form).get("slot");
      if (slotId === null) return text("appointment.book");
      return ended(await continueCase(shown.key, "appointment", { slotId }), shown, text("appointment.booked"));
    },
  );

/** The appointment of a case, with its papers; where free times are offered, one to book or to move to. */
export function appointmentPart(view: TrackingView, shown: Shown): readonly HTMLElement[] {
  const { appointment, may } = view;
  const booked = appointment?.state === "booked";
  if (!appointment && !may.includes("bookAppointment")) return [];
  const place = element("section", { class: "card", "aria-labelledby": "appointment-title", hidden: !appointment });
  place.append(element("h2", { id: "appointment-title" }, text("appointment.title")));
  if (appointment) {
    place.append(
      element(
        "p",
        {},
        element("span", { class: booked ? "tag good" : "tag" }, text(`appointment.state-${appointment.state}`)),
      ),
      element("p", {}, element("strong", {}, slotWords(appointment))),
      element("p", {}, `${text("appointment.with")} `, written(appointment.with)),
    );
    if (appointment.bring.length > 0)
      place.append(
        element("p", {}, text("appointment.bring")),
        element("ul", {}, ...appointment.bring.map((each) => element("li", {}, written(nameOf(each))))),
      );
  }
  if (booked && may.includes("cancelAppointment"))
    place.append(
      actionForm(
        "cancel-form",
        text("appointment.cancel"),
        [],
        async () =>
          ended(await continueCase(shown.key, "appointment", { cancel: true }), shown, text("appointment.cancelled")),
        "button second",
      ),
    );
  if (may.includes("bookAppointment")) void offerTimes(place, view, shown);
  return [place];
}

const offerTimes = async (place: HTMLElement, view: TrackingView, shown: Shown): Promise<void> => {
  const booked = view.appointment?.state === "booked";
  const slots = await freeSlots(view.officeId, view.serviceCode ?? undefined);
  if (!slots || slots.length === 0) return;
  place.hidden = false;
  place.append(
    element(
      "details",
      { class: "no-print" },
      element("summary", {}, text(booked ? "appointment.move" : "appointment.book")),
      choose(slots, shown),
    ),
  );
};
