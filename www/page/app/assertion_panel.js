// Panel Assertion: signs one with the fields, and takes apart one that was made elsewhere.
import { card, mistake, warnings } from "./card.js";
import { claimsTable, compactForm } from "./claims_view.js";
import { inspectAssertion, signAssertion } from "./core.js";
import { copyable } from "./copy.js";
import { announce, byId, element, show } from "./element.js";
import { heldKey, hold, onKey } from "./held_key.js";
import { onSettings, settings } from "./settings.js";
import { throwawayKey } from "./throwaway_key.js";

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
    announce("Signed again.");
  });
  byId("inspect-text").addEventListener("input", () => inspect());
}

function sign() {
  const result = byId("assertion-result");
  const key = heldKey();
  const { redirectUri, ...options } = settings();
  if (key === undefined) return show(result, keyNeeded());
  if (options.clientId === "") return show(result, hint("Give the integration key, a GUID, to see an assertion."));
  try {
    const now = Date.now();
    const lifetime = byId("lifetime").valueAsNumber * 60_000;
    const assertion = signAssertion({ ...options, privateKey: key, lifetime, now });
    const report = inspectAssertion(assertion, { environment: options.environment, now });
    show(result, reportCard("Nothing is wrong with this assertion", report, now, assertion));
  } catch (error) {
    show(result, mistake(error));
  }
}

function keyNeeded() {
  const button = element("button", { type: "button", onclick: async () => hold(await throwawayKey()) }, "Use a throwaway key");
  const text = [
    "Signing needs a key: give yours in the panel ",
    element("a", { href: "#key" }, "Key"),
    ", or try with one that is made now and known nowhere.",
  ];
  return element("div", { class: "card" }, element("p", {}, text), element("p", { class: "actions" }, button));
}

const hint = (text) => element("div", { class: "card" }, element("p", {}, text));

function reportCard(praise, { header, claims, warnings: found }, now, assertion, ...more) {
  const warned = new Set(found.map(({ field }) => field));
  const title = found.length === 0 ? praise : found.length === 1 ? "One thing is wrong" : `${found.length} things are wrong`;
  return card(
    found.length === 0 ? "good" : "warn",
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
    const signed = await signer(compact);
    if (mine !== inspections) return;
    show(result, reportCard("Its claims are in order", report, now, compact, signed && element("p", {}, signed)));
    announce(report.warnings.map(({ message }) => message).join(". ") || "Its claims are in order.");
  } catch (error) {
    show(result, mistake(error));
  }
}

/** Whether the key that the page holds made the signature; the browser verifies, not the package. */
async function signer(compact) {
  const key = heldKey();
  if (key === undefined) return "Give the key in the panel Key to see whether it made this signature.";
  const [header, claims, signature] = compact.split(".");
  const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const der = bytesOf(key.publicKeyPem.replace(/-----[^-]+-----|\s/g, ""));
  try {
    const publicKey = await crypto.subtle.importKey("spki", der, rsa, false, ["verify"]);
    const data = new TextEncoder().encode(`${header}.${claims}`);
    const valid = await crypto.subtle.verify(rsa, publicKey, bytesOf(signature), data);
    return valid
      ? "The signature was made with the key that this page holds."
      : "The signature was not made with the key that this page holds.";
  } catch {
    return "The signature is not base64url.";
  }
}

function bytesOf(base64) {
  const text = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
