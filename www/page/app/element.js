// Builds elements, never HTML: pasted text can never become markup.

/** An element with attributes, properties that begin with "on", and children. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

export const byId = (id) => document.getElementById(id);

/** Replaces the children. */
export function show(target, ...children) {
  target.replaceChildren(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
}

/** Scrolls the result of a click into view, and focuses it. */
export function reveal(node) {
  if (!node) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
  const { top, bottom } = node.getBoundingClientRect();
  if (top < 110 || bottom > innerHeight * 0.7) node.scrollIntoView({ block: "start" });
}

/** The same for the heading of a result. */
export const revealResult = (id) => reveal(byId(id).querySelector("h2, li, p"));

/** Announces a text to screen readers, once. */
export function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  setTimeout(() => (announcer.textContent = text), 50);
}
