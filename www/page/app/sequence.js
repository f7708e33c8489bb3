// A sequence diagram: lanes for the browser, the program and Docusign, and an arrow for each message.
import { svg } from "./element.js";

const LANES = { browser: 58, program: 176, docusign: 294 };
const NAMES = { browser: "User's browser", program: "Your program", docusign: "Docusign" };
const WIDTH = 352;
const TOP = 54;
const PITCH = 40;

/** The picture, and how to light its messages: `light(step, state)`. */
export function sequence(messages) {
  const height = TOP + messages.length * PITCH + 6;
  const lanes = Object.entries(LANES).flatMap(([name, x]) => [
    svg("line", { class: "lane", x1: x, x2: x, y1: 34, y2: height }),
    svg("rect", { class: "who", x: x - 54, y: 6, width: 108, height: 28, rx: 6 }),
    svg("text", { class: "name", x, y: 24, "text-anchor": "middle" }, NAMES[name]),
  ]);
  const arrows = messages.map(({ from, to, text, step }, at) => {
    const y = TOP + at * PITCH + 16;
    const group = from === to ? selfArrow(LANES[from], y, text) : arrow(LANES[from], LANES[to], y, text);
    group.dataset.step = step;
    return group;
  });
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": description(messages) }, lanes, arrows);
  return {
    picture,
    light(step, state) {
      for (const group of arrows) if (Number(group.dataset.step) === step) group.setAttribute("class", state);
    },
  };
}

function arrow(from, to, y, text) {
  const direction = Math.sign(to - from);
  const end = to - direction * 2;
  return svg(
    "g",
    {},
    svg("line", { class: "arrow", x1: from + direction * 2, x2: end - direction * 6, y1: y, y2: y }),
    svg("path", { class: "head", d: `M${end} ${y}l${-8 * direction} -4.5v9z` }),
    svg("text", { x: (from + to) / 2, y: y - 6, "text-anchor": "middle" }, text),
  );
}

function selfArrow(x, y, text) {
  return svg(
    "g",
    {},
    svg("path", { class: "arrow", d: `M${x + 2} ${y - 10}h26v12h-20` }),
    svg("path", { class: "head", d: `M${x + 2} ${y + 2}l8 -4.5v9z` }),
    svg("text", { x: x + 36, y }, text),
  );
}

function description(messages) {
  const said = messages.map(({ from, to, text }) => `${NAMES[from]}${from === to ? "" : ` to ${NAMES[to]}`}: ${text}`);
  return `Sequence of the flow. ${said.join("; ")}.`;
}
