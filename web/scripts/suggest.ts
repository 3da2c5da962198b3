import "./page.ts";
import type { SubmitSuggestionRequest } from "#shared/contracts/suggestion.ts";
import { valuesOf } from "./draft.ts";
import { byId } from "./element.ts";
import { faults, isPhone } from "./faults.ts";
import { offerOffices } from "./offices.ts";
import { publicForm } from "./public-form.ts";
import { language } from "./strings.ts";

const form = byId<HTMLFormElement>("form");

const unfold = () => {
  const { category, topic, identity } = valuesOf(form);
  byId("about-part").hidden = category !== "complaint" && category !== "praise";
  byId("pay-hint").hidden = topic !== "asked-to-pay";
  byId("named-part").hidden = identity !== "named";
};
form.addEventListener("change", unfold);

const about = ({ category, staffName = "", unit = "" }: Record<string, string>): SubmitSuggestionRequest["about"] =>
  (category === "complaint" || category === "praise") && `${staffName}${unit}` !== ""
    ? { ...(staffName !== "" && { staffName }), ...(unit !== "" && { unit }) }
    : undefined;

const { fillDraft } = publicForm({
  kind: "suggestion",
  path: "suggestions",
  again: "suggest.again",
  anonymous: ({ name }) => name === undefined,
  read: () => {
    const typed = valuesOf(form);
    const { category = "", topic = "", content = "", office = "", identity, name = "", phone = "" } = typed;
    const named = identity === "named";
    const errors = faults({
      category: category !== "",
      content: content !== "",
      ...(named && { name: name !== "", phone: isPhone(phone) }),
    });
    if (errors.length > 0) return { errors };
    const whom = about(typed);
    const body: SubmitSuggestionRequest = {
      category: category as SubmitSuggestionRequest["category"],
      content,
      language: language as SubmitSuggestionRequest["language"],
      ...(topic !== "" && { topic: topic as NonNullable<SubmitSuggestionRequest["topic"]> }),
      ...(office !== "" && { office }),
      ...(whom && { about: whom }),
      ...(named && { name, phone }),
    };
    return { body };
  },
});

const asked = new URLSearchParams(location.search).get("topic");
await offerOffices(byId<HTMLSelectElement>("office"));
if (asked) byId<HTMLSelectElement>("topic").value = asked;
fillDraft();
unfold();
