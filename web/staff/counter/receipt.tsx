import { Button } from "antd";
import { useEffect, useRef } from "react";
import type { ReceiptView, RecordContactRequest } from "#shared/contracts/inquiry.ts";
import { Due } from "../parts/due.tsx";
import { print, QrCode } from "../parts/print.tsx";
import { ReceiptSlip, trackingAddress } from "../parts/sheets.tsx";
import { go } from "../place.ts";
import type { Me } from "../queries.ts";
import { isTyping } from "../shortcuts.ts";
import { useTexts } from "../texts.ts";
import { fullMoment } from "../time-left.ts";
import { OneTimeNotice } from "./one-time-notice.tsx";

/** The case is stored: the receipt to hand over, the one-time notice beside it, and the way to the next person. */
export function Receipt({
  receipt,
  contact,
  me,
  onAgain,
}: {
  receipt: ReceiptView;
  contact: RecordContactRequest;
  me: Me;
  onAgain: () => void;
}) {
  const { text, named } = useTexts();
  const again = useRef(onAgain);
  again.current = onAgain;
  const slip = <ReceiptSlip receipt={receipt} subject={contact.subject} />;
  const printSlip = useRef(() => print(slip));
  printSlip.current = () => print(slip);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === "p") printSlip.current();
      else if (event.key === "n") again.current();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return (
    <section className="receipt">
      <div className="head">
        <h1>{text("receipt.title", { number: receipt.number })}</h1>
        <Button type="primary" onClick={() => print(slip)}>
          {text("receipt.print")} <kbd>p</kbd>
        </Button>
        <Button onClick={onAgain}>
          {text("receipt.again")} <kbd>n</kbd>
        </Button>
        <Button onClick={() => go(["case", receipt.number])}>{text("receipt.open")}</Button>
      </div>
      <div className="columns">
        <div className="card">
          <QrCode value={trackingAddress(receipt.number, receipt.secret)} label={text("slip.qr")} />
          <dl className="facts">
            <dt>{text("slip.number")}</dt>
            <dd className="big">{receipt.number}</dd>
            <dt>{text("slip.secret")}</dt>
            <dd className="big">{receipt.secret}</dd>
            <dt>{text("slip.responder")}</dt>
            <dd>
              {receipt.firstResponder.name} · {receipt.firstResponder.unit} · {receipt.firstResponder.phone}
              <small>{named("reason", receipt.firstResponder.reason)}</small>
            </dd>
            {receipt.limits.map((limit) => (
              <div key={limit.id} className="pair">
                <dt>{named("limit", limit.kind)}</dt>
                <dd>
                  {fullMoment(limit.dueAt)} <Due dueAt={limit.dueAt} provisional={limit.provisional} />
                </dd>
              </div>
            ))}
          </dl>
          <p className="hint">{text("receipt.once")}</p>
        </div>
        <OneTimeNotice number={receipt.number} serviceCode={contact.serviceCode} me={me} />
      </div>
    </section>
  );
}
