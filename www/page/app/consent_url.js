// A consent URL, part by part.
import { element } from "./element.js";

const MEANINGS = {
  response_type: () => "Docusign returns a code, which the JWT Grant does not need",
  scope: (value) =>
    value === "openid"
      ? "identifies the administrator; the scopes for the users are below"
      : "what the user allows; impersonation: the program can act without the user",
  client_id: () => "the integration key: the program that asks",
  redirect_uri: () => "where the browser goes afterwards; registered with the key, character for character",
  state: () => "Docusign returns it unchanged; compare it, to detect a forged redirect",
  prompt: () => "asks for a new login, to make sure of the user",
  admin_consent_scope: () => "what the administrator allows for all users of the organization",
};

/** The URL with its parts in colors. */
export function coloredUrl(url) {
  const [before, query] = url.split("?");
  const parts = query.split("&").flatMap((pair, at) => {
    const [name, value] = pair.split("=");
    return [at === 0 ? "?" : "&", name, "=", element("span", { class: ["two", "three"][at % 2] }, value)];
  });
  return [element("span", { class: "one" }, before), ...parts];
}

/** A table with the purpose of each part. */
export function partsTable(url) {
  const { origin, pathname, searchParams } = new URL(url);
  const row = (name, value, meaning) =>
    element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, element("code", {}, value)), element("td", {}, meaning));
  const rows = [...searchParams].map(([name, value]) => row(name, value, MEANINGS[name]?.(value) ?? ""));
  return element(
    "table",
    { class: "table" },
    element("caption", { class: "visually-hidden" }, "The parts of the URL"),
    element("tbody", {}, row("address", origin + pathname, "the consent page of the environment"), rows),
  );
}
