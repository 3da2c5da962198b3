import { type ReactNode, useSyncExternalStore } from "react";
import { createPortal, flushSync } from "react-dom";
import { encode } from "uqr";

let onPaper: ReactNode = null;
let redraw: () => void = () => undefined;

const subscribe = (listener: () => void) => {
  redraw = listener;
  return () => {
    redraw = () => undefined;
  };
};

/** The one sheet of paper: shown to the printer only, in place of the page. */
export function Paper() {
  const content = useSyncExternalStore(subscribe, () => onPaper);
  return content && createPortal(<div className="sheet">{content}</div>, document.body);
}

/** Prints this and nothing of the page around it. */
export function print(content: ReactNode): void {
  onPaper = content;
  flushSync(redraw);
  window.print();
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
