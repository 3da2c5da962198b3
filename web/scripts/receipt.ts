import type { ReceiptView } from "#shared/contracts/inquiry.ts";
import { momentMark } from "./dates.ts";
import { byId, code, element, phoneLink, written } from "./element.ts";
import { forgetEverything, kept } from "./kept.ts";
import { limitLine } from "./limit-line.ts";
import { placeOf } from "./offices.ts";
import { base, named, text } from "./strings.ts";

/** What a citizen takes home: of an inquiry with first responder and limits, of a suggestion without. */
export type ReceiptSeen = Pick<ReceiptView, "number" | "secret"> &
  Partial<Pick<ReceiptView, "firstResponder" | "limits">>;

/** A receipt as the tab keeps it, so that a reload and the way back show the same one. */
export interface KeptReceipt {
  readonly receipt: ReceiptSeen;
  readonly at: string;
  readonly anonymous: boolean;
  readonly earlier: boolean;
}

/** The receipt that this tab got from a form. */
export const receiptOf = (form: "inquiry" | "suggestion") => kept<KeptReceipt>("tab", `receipt-${form}`);

/** Where the case is tracked: number and secret stand in the fragment, which no server and no log ever sees. */
const trackingLink = ({ number, secret }: ReceiptSeen): string =>
  new URL(`${base}/track.html#${number}/${secret}`, location.origin).href;

const copyButton = ({ number, secret }: ReceiptSeen): readonly [HTMLElement, HTMLElement] => {
  const button = element("button", { type: "button", class: "button second" }, text("button.copy"));
  const told = element("p", { role: "status", class: "hint" });
  button.addEventListener("click", async () => {
    const words = `${text("receipt.number")} ${number}\n${text("receipt.secret")} ${secret}`;
    // Some browsers of old telephones have no clipboard, or forbid it.
    const copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(words))
      .then(
        () => true,
        () => false,
      );
    told.textContent = text(copied ? "button.copied" : "button.copy-failed");
  });
  return [button, told];
};

const printButton = (): HTMLElement => {
  const button = element("button", { type: "button", class: "button second" }, text("button.print"));
  button.addEventListener("click", () => print());
  return button;
};

const responder = ({ firstResponder }: ReceiptSeen): readonly HTMLElement[] => {
  if (!firstResponder) return [];
  const { name, office, unit, phone, reason } = firstResponder;
  return [
    element("h2", {}, text("receipt.responder")),
    element(
      "p",
      {},
      element("strong", { class: "who" }, written(name)),
      " ",
      element("span", { class: "hint" }, `(${named("reason", reason)})`),
      element("br"),
      ...placeOf(office, unit),
      element("br"),
      phone === "" ? null : phoneLink(phone),
    ),
  ];
};

const limits = (receipt: ReceiptSeen): readonly HTMLElement[] =>
  receipt.limits && receipt.limits.length > 0
    ? [element("h2", {}, text("receipt.limits")), element("ul", { class: "limits" }, ...receipt.limits.map(limitLine))]
    : [];

/** Shows the receipt in place of the form. */
export async function showReceipt(
  form: "inquiry" | "suggestion",
  { receipt, at, anonymous, earlier }: KeptReceipt,
  more: { readonly label: string; readonly run: () => void },
): Promise<void> {
  const again = element("button", { type: "button", class: "button second" }, more.label);
  again.addEventListener("click", more.run);
  const clear = element("button", { type: "button", class: "button second" }, text("button.clear"));
  clear.addEventListener("click", () => {
    forgetEverything();
    location.assign(`${base}/index.html`);
  });
  const [copy, copied] = copyButton(receipt);
  const qr = element("div", { class: "qr" });
  const title = element("h1", { tabindex: "-1", id: "receipt-title" }, text("receipt.title"));
  const place = byId("receipt-part");
  place.replaceChildren(
    element(
      "article",
      { class: "receipt", "aria-labelledby": "receipt-title" },
      element("div", { class: "receipt-head" }, title, element("p", {}, momentMark(at))),
      element(
        "div",
        { class: "receipt-body" },
        earlier && element("p", { class: "notice" }, text("error.earlier")),
        form === "suggestion" && element("p", {}, text("receipt.thanks")),
        element("p", { class: "notice" }, text("receipt.keep")),
        anonymous && element("p", { class: "notice" }, text("receipt.anonymous")),
        element(
          "dl",
          { class: "pair" },
          element(
            "div",
            {},
            element("dt", {}, text("receipt.number")),
            element("dd", {}, code(receipt.number, { class: "code", id: "receipt-number" })),
          ),
          element(
            "div",
            {},
            element("dt", {}, text("receipt.secret")),
            element("dd", {}, code(receipt.secret, { class: "code", id: "receipt-secret" })),
          ),
        ),
        qr,
        element("div", { class: "buttons" }, copy, printButton()),
        copied,
        ...responder(receipt),
        ...limits(receipt),
      ),
    ),
    element(
      "div",
      { class: "buttons" },
      element("a", { class: "button", href: trackingLink(receipt) }, text("receipt.track")),
      again,
      clear,
    ),
  );
  byId("form-part").hidden = true;
  place.hidden = false;
  title.focus();
  scrollTo(0, 0);
  const { qrCode } = await import("./qr-code.ts");
  qr.append(qrCode(trackingLink(receipt), text("receipt.qr")), element("p", {}, text("receipt.qr")));
}
