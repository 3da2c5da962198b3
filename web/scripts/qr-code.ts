import { encode } from "uqr";

const SVG = "http://www.w3.org/2000/svg";

/** A QR code as a drawing: one path of squares, made node by node. */
export function qrCode(content: string, title: string): SVGElement {
  const { data, size } = encode(content, { ecc: "M", border: 3 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", `0 0 ${size} ${size}`);
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", title);
  drawing.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", squares.join(""));
  path.setAttribute("fill", "#000");
  drawing.append(path);
  return drawing;
}
