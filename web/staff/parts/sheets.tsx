import type { CaseView } from "#shared/cases/views.ts";
import type { ReceiptView } from "#shared/contracts/inquiry.ts";
import { type Texts, textsIn } from "../texts.ts";
import { fullMoment } from "../time-left.ts";
import { QrCode } from "./print.tsx";

/** Where a receipt leads: number and secret stand after `#`, which no browser sends to a server. */
export const trackingAddress = (number: string, secret: string): string =>
  `${location.origin}/track.html#${encodeURIComponent(number)}/${encodeURIComponent(secret)}`;

/** The slip a citizen takes home: number, secret, who is responsible and until when. In Chinese, whatever the portal is read in. */
export function ReceiptSlip({ receipt, subject }: { receipt: ReceiptView; subject: string }) {
  const { text, named }: Texts = textsIn("zh-CN");
  return (
    <article className="slip">
      <h1>{text("slip.title")}</h1>
      <QrCode value={trackingAddress(receipt.number, receipt.secret)} label={text("slip.qr")} />
      <dl>
        <dt>{text("slip.number")}</dt>
        <dd className="big">{receipt.number}</dd>
        <dt>{text("slip.secret")}</dt>
        <dd className="big">{receipt.secret}</dd>
        <dt>{text("slip.subject")}</dt>
        <dd>{subject}</dd>
        <dt>{text("slip.responder")}</dt>
        <dd>
          {receipt.firstResponder.name}（{receipt.firstResponder.office} {receipt.firstResponder.unit}）电话{" "}
          {receipt.firstResponder.phone}
        </dd>
        {receipt.limits.map((limit) => (
          <div key={limit.id} className="pair">
            <dt>{named("limit", limit.kind)}</dt>
            <dd>{fullMoment(limit.dueAt)} 前</dd>
          </div>
        ))}
      </dl>
      <p>{receipt.acknowledgement}</p>
      <p className="fine">{text("slip.keep")}</p>
    </article>
  );
}

/** The one-time notice on paper (SC-4): everything that is missing, at once, and the promise that goes with it (SC-8 D). */
export function NoticeSlip({ view, notice }: { view: CaseView; notice: CaseView["notices"][number] }) {
  const { text }: Texts = textsIn("zh-CN");
  return (
    <article className="slip notice">
      <h1>{text("notice-slip.title")}</h1>
      <p className="number">{notice.noticeNo}</p>
      <p>
        {view.name}：{text("notice-slip.opening", { subject: view.subject })}
      </p>
      <ol>
        {notice.materials.map((material) => (
          <li key={material.id}>
            {material.name}
            {material.when !== undefined && `（${material.when}）`}
          </li>
        ))}
      </ol>
      <p>{text("notice-slip.promise")}</p>
      <p>
        {text("notice-slip.contact", {
          name: view.caseworker.name,
          unit: `${view.caseworker.office} ${view.caseworker.unit}`,
          phone: view.caseworker.phone,
        })}
      </p>
      <p className="fine">{text("notice-slip.clause")}</p>
      <p className="signature">
        {text("notice-slip.signature")}
        <span>{fullMoment(notice.at)}</span>
      </p>
    </article>
  );
}
