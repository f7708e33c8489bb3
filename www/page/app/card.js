// Cards for results: good, warning, bad or plain; facts; errors with their remedy.
import { element } from "./element.js";
import { fieldOf, inWords } from "./field_check.js";
import { FIELDS, goTo } from "./settings.js";

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

export const button = (text, onclick, attributes = {}) => element("button", { type: "button", onclick, ...attributes }, text);

/** A button that leads to a field of the settings. */
export const toField = (name) => button(`Go to the ${FIELDS[name].label}`, () => goTo(name));

/** An error of the package. */
export function mistake(error, ...more) {
  const [what, remedy] = inWords(error);
  const field = fieldOf(error);
  return card(
    "bad",
    what,
    remedy && element("p", {}, remedy),
    ...more,
    field && element("p", { class: "actions" }, toField(field)),
    error.code && element("p", {}, tag(error.code)),
  );
}

/** The missing fields, with links. */
export const wanted = (name, text) =>
  element("div", { class: "card" }, element("p", {}, text), element("p", { class: "actions" }, toField(name)));

export function warnings(list) {
  const items = list.map(({ message }) => element("li", {}, element("span", {}, message)));
  return element("ul", { class: "warnings" }, items);
}
