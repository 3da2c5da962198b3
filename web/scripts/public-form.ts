import { draft } from "./draft.ts";
import { byId, element } from "./element.ts";
import { type FormError, showErrors } from "./form-errors.ts";
import { type KeptReceipt, type ReceiptSeen, receiptOf, showReceipt } from "./receipt.ts";
import { has, text } from "./strings.ts";
import { type SendingNews, type Sent, submission } from "./submission.ts";

/** A form that a citizen sends in. */
export interface PublicForm {
  readonly kind: "inquiry" | "suggestion";
  readonly path: string;
  /** What to send, or what is missing. */
  readonly read: (
    form: HTMLFormElement,
  ) => { readonly body: Record<string, unknown> } | { readonly errors: readonly FormError[] };
  readonly anonymous: (body: Readonly<Record<string, unknown>>) => boolean;
  readonly again: string;
}

const showProgress = (news: SendingNews | undefined): void => {
  const bar = byId<HTMLProgressElement>("progress-bar");
  byId("progress").hidden = news === undefined;
  if (!news) return;
  const words =
    news.stage === "proof"
      ? text("send.prepare")
      : news.attempt > 1
        ? text("send.again", { count: news.attempt - 1 })
        : text("send.sending");
  const line = byId("progress-text");
  if (line.textContent !== words) line.textContent = words;
  if (news.stage === "proof") bar.value = Math.round(news.part * 100);
  else bar.removeAttribute("value");
};

const faultsOf = (sent: Exclude<Sent<unknown>, { kind: "receipt" }>): readonly FormError[] => {
  if (sent.kind === "unreachable")
    return [
      {
        message: text(
          sent.status === undefined ? "error.unreachable" : sent.status === 429 ? "error.busy" : "error.server",
        ),
      },
    ];
  if (sent.errors.length === 0) return [{ message: sent.detail || text("error.server") }];
  return sent.errors.map(({ path }) => {
    const field = path.slice(path.lastIndexOf(".") + 1);
    return { field, message: text(has(`error.${field}`) ? `error.${field}` : "error.invalid") };
  });
};

/** Runs a form from the first letter to the receipt: drafts, faults, proof of work, sending once, the receipt and the way back to it. */
export function publicForm({ kind, path, read, anonymous, again }: PublicForm): { readonly fillDraft: () => void } {
  const form = byId<HTMLFormElement>("form");
  const fields = byId<HTMLFieldSetElement>("fields");
  const notice = byId("notice");
  const typed = draft(form, kind);
  const sender = submission<ReceiptSeen>(kind, path);
  const memory = receiptOf(kind);
  let under = false;

  const show = (kept: KeptReceipt) =>
    showReceipt(kind, kept, {
      label: text(again),
      run: () => {
        memory.drop();
        location.reload();
      },
    });

  const send = async (body: Readonly<Record<string, unknown>>) => {
    if (under) return;
    under = true;
    fields.disabled = true;
    notice.replaceChildren();
    showErrors([]);
    const sent = await sender.send(body, showProgress);
    showProgress(undefined);
    fields.disabled = false;
    under = false;
    if (sent.kind === "receipt") {
      const receipt = {
        receipt: sent.receipt,
        at: sent.at,
        anonymous: anonymous(body),
        earlier: sent.earlier,
      };
      memory.write(receipt);
      typed.forget();
      await show(receipt);
    } else {
      showErrors(faultsOf(sent));
      if (sent.kind === "unreachable") offerRetry();
    }
  };

  const offerRetry = () => {
    const waiting = sender.pending();
    if (!waiting) return;
    const retry = element("button", { type: "button", class: "button", id: "retry" }, text("button.retry"));
    retry.addEventListener("click", () => void send(waiting.body));
    const forget = element("button", { type: "button", class: "button second" }, text("send.forget"));
    forget.addEventListener("click", () => {
      sender.forget(waiting.key);
      notice.replaceChildren();
    });
    notice.replaceChildren(
      element(
        "div",
        { class: "notice" },
        element("p", {}, text("send.pending")),
        element("div", { class: "buttons" }, retry, waiting.mine ? null : forget),
      ),
    );
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (under) return;
    const found = read(form);
    if ("errors" in found) showErrors(found.errors);
    else void send(found.body);
  });

  const content = byId<HTMLTextAreaElement>("content");
  const count = byId("content-count");
  const left = () => {
    const rest = content.maxLength - content.value.length;
    count.textContent = rest < 500 ? text("field.left", { count: rest }) : "";
  };
  content.addEventListener("input", left);

  const begin = () => {
    const kept = memory.read();
    if (kept) {
      void show(kept);
      return;
    }
    const waiting = sender.pending();
    if (waiting?.mine) void send(waiting.body);
    else if (waiting) offerRetry();
  };
  // A page that comes back out of the browser's own memory has to look again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) begin();
  });
  typed.fill();
  // Without this script nothing could be sent: the button waits for it.
  byId<HTMLButtonElement>("submit").disabled = false;
  begin();
  return { fillDraft: typed.fill };
}
