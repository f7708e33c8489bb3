// A QR code as SVG with one path, always dark on white for cameras.
import { generate } from "../vendor/lean-qr.js";
import { svg } from "./element.js";

const QUIET = 4;

export function qrCode(text, label) {
  const code = generate(text);
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  }
  const size = code.size + 2 * QUIET;
  return svg(
    "svg",
    { viewBox: `${-QUIET} ${-QUIET} ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("path", { d: path, fill: "#000" }),
  );
}
