// Panel Assertion: signs an assertion from the fields, and decodes a pasted one.
import { button, card, mistake, tag, wanted, warnings } from "./card.js";
import { claimsTable, compactForm } from "./claims_view.js";
import { inspectAssertion, signAssertion } from "./core.js";
import { copyable } from "./copy.js";
import { announce, byId, element, revealResult, show } from "./element.js";
import { heldKey, hold, isThrowaway, onKey } from "./held_key.js";
import { throwawayKey } from "./key_pair.js";
import { onSettings, settings } from "./settings.js";

/** Docusign allows one hour from `iat`, which is five minutes in the past. */
const LONGEST = 55;

export function startAssertionPanel() {
  const again = () => sign();
  const both = () => {
    sign();
    inspect();
  };
  onSettings(both);
  onKey(both);
  byId("lifetime").addEventListener("input", again);
  byId("sign-again").addEventListener("click", () => {
    sign();
    revealResult("assertion-result");
    announce("Signed again.");
  });
  byId("inspect-text").addEventListener("input", () => inspect());
}

function sign() {
  const result = byId("assertion-result");
  const key = heldKey();
  const { redirectUri, ...options } = settings();
  if (key === undefined) return show(result, keyNeeded());
  if (options.clientId === "") return show(result, wanted("clientId", "Enter the integration key to see an assertion."));
  const minutes = byId("lifetime").valueAsNumber;
  if (!(minutes >= 1 && minutes <= LONGEST)) {
    const why = "Docusign allows one hour, and iat is five minutes in the past.";
    return show(
      result,
      card("bad", `Enter a lifetime from 1 to ${LONGEST} minutes`, element("p", {}, why), element("p", {}, tag("lifetime_invalid"))),
    );
  }
  try {
    const now = Date.now();
    const assertion = signAssertion({ ...options, privateKey: key, lifetime: minutes * 60_000, now });
    const report = inspectAssertion(assertion, { environment: options.environment, now });
    const [kind, praise] = isThrowaway()
      ? ["plain", "The claims are correct; the key is a throwaway key"]
      : ["good", "Nothing is wrong with this assertion"];
    const note = isThrowaway() && element("p", {}, "Docusign does not know this key, so it would refuse the signature.");
    show(result, reportCard(kind, praise, report, now, assertion, note));
  } catch (error) {
    show(result, mistake(error));
  }
}

function keyNeeded() {
  const use = async () => {
    hold(await throwawayKey(), true);
    revealResult("assertion-result");
    announce("A throwaway key is ready.");
  };
  const text = ["Signing needs a key. Enter yours in the panel ", element("a", { href: "#key" }, "Key"), ", or try a throwaway key."];
  return element("div", { class: "card" }, element("p", {}, text), element("p", { class: "actions" }, button("Use a throwaway key", use)));
}

function reportCard(kind, praise, { header, claims, warnings: found }, now, assertion, ...more) {
  const warned = new Set(found.map(({ field }) => field));
  const title = found.length === 0 ? praise : found.length === 1 ? "One thing is wrong" : `${found.length} things are wrong`;
  return card(
    found.length === 0 ? kind : "warn",
    title,
    found.length > 0 && warnings(found),
    ...more,
    element("h3", { class: "one" }, "Header"),
    claimsTable("Header", header, warned, now),
    element("h3", { class: "two" }, "Claims"),
    claimsTable("Claims", claims, warned, now),
    element("h3", { class: "three" }, "Compact form, with the signature"),
    copyable(assertion, { what: "the assertion", content: compactForm(assertion) }),
  );
}

let inspections = 0;

async function inspect() {
  inspections += 1;
  const mine = inspections;
  const result = byId("inspect-result");
  const text = byId("inspect-text").value;
  if (text.trim() === "") return show(result);
  try {
    const now = Date.now();
    const { environment } = settings();
    const report = inspectAssertion(text, { environment, now });
    const compact = text.match(/[\w-]+\.[\w-]+\.[\w-]*/)?.[0] ?? text;
    const [kind, signed, told] = SIGNATURES[await signature(compact)];
    if (mine !== inspections) return;
    const praise = `The claims are correct; ${signed}`;
    show(result, reportCard(kind, praise, report, now, compact, element("p", {}, told)));
    announce(report.warnings.map(({ message }) => message).join(". ") || praise);
  } catch (error) {
    show(result, mistake(error));
  }
}

/** By the state of the signature: kind of card, title, sentence. */
const SIGNATURES = {
  unchecked: ["plain", "the signature was not checked", "Enter the key in the panel Key to check the signature."],
  valid: ["good", "the signature is correct", "The key in this page made the signature."],
  foreign: ["warn", "the signature belongs to another key", "The key in this page did not make the signature."],
  unreadable: ["warn", "the signature is unreadable", "The signature is not base64url."],
};

/** Whether the key in the page made the signature. The browser verifies it, not the package. */
async function signature(compact) {
  const key = heldKey();
  if (key === undefined) return "unchecked";
  const [header, claims, sealed] = compact.split(".");
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const der = bytesOf(key.publicKeyPem.replace(/-----[^-]+-----|\s/g, ""));
  try {
    const publicKey = await crypto.subtle.importKey("spki", der, rsa, false, ["verify"]);
    const data = new TextEncoder().encode(`${header}.${claims}`);
    const valid = await crypto.subtle.verify(rsa, publicKey, bytesOf(sealed), data);
    return valid ? "valid" : "foreign";
  } catch {
    return "unreadable";
  }
}

function bytesOf(base64) {
  const text = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
