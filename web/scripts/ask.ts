import "./page.ts";
import type { RegisterInquiryRequest } from "#shared/contracts/inquiry.ts";
import { valuesOf } from "./draft.ts";
import { byId } from "./element.ts";
import { faults, isPhone } from "./faults.ts";
import { offerOffices } from "./offices.ts";
import { publicForm } from "./public-form.ts";
import { language } from "./strings.ts";

const { fillDraft } = publicForm({
  kind: "inquiry",
  path: "inquiries",
  again: "ask.again",
  anonymous: () => false,
  read: (form) => {
    const typed = valuesOf(form);
    const { office = "", subject = "", content = "", name = "", phone = "", serviceCode = "", urgent } = typed;
    const errors = faults({
      office: office !== "",
      subject: subject !== "",
      content: content !== "",
      name: name !== "",
      phone: isPhone(phone),
    });
    if (errors.length > 0) return { errors };
    const body: RegisterInquiryRequest = {
      channel: "web",
      office,
      subject,
      content,
      name,
      phone,
      language: language as RegisterInquiryRequest["language"],
      ...(serviceCode !== "" && { serviceCode }),
      ...(urgent === "yes" && { urgent: true }),
    };
    return { body };
  },
});

await offerOffices(byId<HTMLSelectElement>("office"));
// What had been chosen can be shown only now that the list is there.
const wanted = new URLSearchParams(location.search).get("service");
if (wanted) byId<HTMLSelectElement>("serviceCode").value = wanted;
fillDraft();
