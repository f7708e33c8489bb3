// Panel Check: what the command doctor would report about the entered values.
import { card, toField } from "./card.js";
import { consentUrl, inspectAssertion, signAssertion } from "./core.js";
import { copyable } from "./copy.js";
import { byId, element, show } from "./element.js";
import { doubtOf, errorOf, inWords } from "./field_check.js";
import { heldKey, isThrowaway, onKey } from "./held_key.js";
import { onSettings, settings } from "./settings.js";
import { environmentOf, quoted } from "./shell.js";

const SIGNS = { good: "✓", warn: "!", bad: "✗", open: "○" };
const SAID = { good: "in order", warn: "to look at", bad: "to correct", open: "missing" };

export function startCheckPanel() {
  onSettings(write);
  onKey(write);
}

function write() {
  const found = checks();
  const count = (kind) => found.filter((one) => one.kind === kind).length;
  const [kind, title] = count("bad")
    ? ["bad", count("bad") === 1 ? "Correct one thing" : `Correct ${count("bad")} things`]
    : count("open")
      ? ["plain", "A value is missing"]
      : count("warn")
        ? ["warn", count("warn") === 1 ? "Look at one thing" : `Look at ${count("warn")} things`]
        : ["good", "All values are correct"];
  const rows = found.map(({ kind, name, text, way }) =>
    element(
      "li",
      { class: kind },
      element("b", { role: "img", "aria-label": SAID[kind] }, SIGNS[kind]),
      element("div", {}, element("h3", {}, name), element("p", {}, text), way && element("p", { class: "actions" }, way)),
    ),
  );
  show(
    byId("check-result"),
    card(kind, title, element("ul", { class: "checks" }, rows)),
    element("h2", {}, "Ask Docusign"),
    element(
      "p",
      {},
      "Only Docusign knows whether key, redirect URI and consent are registered. This command asks Docusign and names the cause:",
    ),
    copyable(command(settings()), { what: "the command", isCode: true }),
  );
}

/** Each check: `good`, `warn`, `bad` or `open`, its text, and the field to change. */
function checks() {
  const all = settings();
  const key = heldKey();
  const list = [keyCheck(key), fieldCheck("clientId", "Integration key"), fieldCheck("userId", "User ID"), fieldCheck("scopes", "Scopes")];
  list.push(fieldCheck("redirectUri", "Redirect URI"));
  if (key !== undefined && all.clientId !== "") list.push(assertionCheck(key, all));
  if (all.clientId !== "" && all.redirectUri !== "" && all.userId !== undefined) list.push(consentCheck(all));
  return list.filter(Boolean);
}

function keyCheck(key) {
  const way = element("a", { href: "#key" }, "Go to the key");
  if (key === undefined) return { kind: "open", name: "Private key", text: "No key was entered.", way };
  const text = `RSA, ${key.bits} bits.`;
  if (isThrowaway()) return { kind: "warn", name: "Private key", text: `${text} It is a throwaway key: Docusign does not know it.`, way };
  return { kind: "good", name: "Private key", text: `${text} Docusign must know its public key.` };
}

const EMPTY = {
  clientId: ["open", "No value was entered."],
  userId: ["warn", "Empty: Docusign issues an application token, which the eSignature API refuses."],
  scopes: ["open", "No scopes were entered."],
  redirectUri: ["warn", "Empty: without it there is no consent link."],
};

function fieldCheck(field, name) {
  const { [field]: value } = settings();
  const way = toField(field);
  if (value === undefined || value === "") return { kind: EMPTY[field][0], name, text: EMPTY[field][1], way };
  const error = errorOf(field);
  if (error !== undefined) return { kind: "bad", name, text: inWords(error).join(" "), way };
  const doubt = field === "scopes" ? doubtOf(value) : "";
  if (doubt) return { kind: "warn", name, text: doubt, way };
  return { kind: "good", name, text: value };
}

function assertionCheck(key, { redirectUri, ...options }) {
  const name = "Assertion";
  try {
    const { warnings } = inspectAssertion(signAssertion({ ...options, privateKey: key }), { environment: options.environment });
    // Warnings about scopes are shown there.
    const told = warnings.filter(({ field }) => field !== "scope").map(({ message }) => message);
    if (told.length > 0)
      return { kind: "bad", name, text: `${told.join(". ")}.`, way: element("a", { href: "#assertion" }, "Look at the assertion") };
    return { kind: "good", name, text: "The key can sign it, and the claims are correct." };
  } catch {
    // The wrong field shows the error.
    return undefined;
  }
}

function consentCheck({ userId, ...options }) {
  try {
    consentUrl(options);
    const way = element("a", { href: "#consent" }, "Go to the consent link");
    return { kind: "good", name: "Consent link", text: "The link is complete. The user opens it once.", way };
  } catch {
    return undefined;
  }
}

/** The settings as flags, with the key in a file. */
function command({ environment, clientId, userId, scopes, redirectUri }) {
  const [name, server] = environmentOf(environment);
  const flags = [
    [name === undefined ? "auth-server" : "environment", name ?? server],
    ["client-id", clientId || "INTEGRATION_KEY"],
    ["user-id", userId],
    ["scopes", scopes],
    ["redirect-uri", redirectUri],
    ["key-file", "private.pem"],
  ];
  const words = flags.filter(([, value]) => value).map(([flag, value]) => `--${flag} ${/^[\w.:/-]+$/.test(value) ? value : quoted(value)}`);
  return `npx docusign-jwt doctor \\\n  ${words.join(" \\\n  ")}`;
}
