// Header and claims of an assertion, in words.
import { element } from "./element.js";
import { absolute, relative } from "./times.js";

const MEANINGS = {
  alg: () => "the algorithm of the signature",
  typ: () => "a JSON Web Token",
  kid: () => "the name of the key; Docusign does not need it",
  iss: () => "issuer: the integration key",
  sub: () => "subject: the user to act as",
  aud: (value) => `audience: ${HOSTS[value] ?? "the auth host"}`,
  iat: (value, now) => `issued ${relative(value, now)}, ${absolute(value)}`,
  exp: (value, now) => `${value > now ? "ends" : "ended"} ${relative(value, now)}, ${absolute(value)}`,
  nbf: (value, now) => `not before: ${relative(value, now)}, ${absolute(value)}`,
  scope: () => "what the token allows",
};
/** In reading order; unknown fields come last. */
const ORDER = ["alg", "typ", "iss", "sub", "aud", "iat", "nbf", "exp", "scope"];
const HOSTS = { "account-d.docusign.com": "the demo environment", "account.docusign.com": "production" };

/** A table of fields. Fields with a warning are flagged. `now` is in milliseconds. */
export function claimsTable(caption, fields, warned, now) {
  const place = (name) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  const entries = Object.entries(fields).sort(([one], [other]) => place(one) - place(other));
  const rows = entries.map(([name, value]) =>
    element(
      "tr",
      warned.has(name) ? { class: "flagged" } : {},
      element("th", { scope: "row" }, name),
      element("td", {}, element("code", {}, typeof value === "string" ? value : JSON.stringify(value))),
      element("td", {}, meaning(name, value, now / 1000)),
    ),
  );
  return element("table", { class: "table" }, element("caption", { class: "visually-hidden" }, caption), element("tbody", {}, rows));
}

function meaning(name, value, now) {
  const isTime = ["iat", "exp", "nbf"].includes(name);
  if (isTime && absolute(value) === undefined) return "not a time in seconds since 1970";
  return MEANINGS[name]?.(value, now) ?? "";
}

/** The three parts of the compact form, each in its color. */
export function compactForm(assertion) {
  const classes = ["one", "two", "three"];
  return assertion.split(".").flatMap((part, at) => {
    const colored = element("span", { class: classes[at] }, part);
    return at === 0 ? [colored] : [".", colored];
  });
}
