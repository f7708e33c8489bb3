// How outcomes look: a card that is good, a warning or bad; facts; what went wrong with its remedy.
import { element } from "./element.js";

export function card(kind, title, ...children) {
  return element("div", { class: `card ${kind}` }, element("h2", {}, title), ...children);
}

/** Names and values. */
export function facts(pairs) {
  const rows = pairs
    .filter(([, value]) => value !== undefined && value !== null)
    .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]);
  return element("dl", { class: "facts" }, rows);
}

export const tag = (text) => element("code", { class: "tag" }, text);

/** An error of the package. */
export function mistake(error, ...more) {
  const { message, remedy = "", code } = error;
  const what = remedy && message.endsWith(remedy) ? message.slice(0, -remedy.length).trim() : message;
  return card("bad", what, remedy && element("p", {}, remedy), ...more, code && element("p", {}, tag(code)));
}

export function warnings(list) {
  const items = list.map(({ message }) => element("li", {}, element("span", {}, message)));
  return element("ul", { class: "warnings" }, items);
}
