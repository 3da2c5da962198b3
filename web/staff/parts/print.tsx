import { type ReactNode, useState } from "react";
import { createPortal, flushSync } from "react-dom";
import { encode } from "uqr";

/** Prints one sheet and nothing of the page around it. Place `sheet` anywhere, call `print` with what is to be on paper. */
export function usePrint(): { readonly sheet: ReactNode; readonly print: (content: ReactNode) => void } {
  const [content, setContent] = useState<ReactNode>(null);
  return {
    sheet: content !== null && createPortal(<div className="sheet">{content}</div>, document.body),
    print: (next) => {
      flushSync(() => setContent(next));
      window.print();
    },
  };
}

/** A QR code, drawn as one path. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { data, size } = encode(value, { ecc: "M", border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path d={`M0 0h${size}v${size}H0z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
