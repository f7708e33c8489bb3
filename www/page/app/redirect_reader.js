// Reads the URL of a redirect: pasted, or from the page callback.html.
import { card, facts, mistake } from "./card.js";
import { readRedirect } from "./core.js";
import { announce, byId, element, show } from "./element.js";
import { shortened } from "./shorten.js";

const CHANNEL = "docusign-jwt-redirect";

export function startRedirectReader() {
  byId("redirect-text").addEventListener("input", read);
  byId("redirect-state").addEventListener("change", read);
  byId("state").addEventListener("input", read);
  onRedirect((url) => {
    // Another flow with another state reads its own redirect.
    if (!url.includes(`state=${byId("state").value}`)) return;
    byId("redirect-text").value = url;
    read();
  });
}

/** Calls the listener with each redirect of another tab. */
export function onRedirect(listener) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }) => typeof data === "string" && listener(data));
}

function read() {
  const result = byId("redirect-result");
  const text = byId("redirect-text").value.trim();
  if (text === "") return show(result);
  const compares = byId("redirect-state").checked;
  const found = outcome(text, compares ? { state: byId("state").value } : undefined, compares);
  // A wrong state does not hide the rest of the redirect.
  if (found.error?.code === "state_mismatch") show(result, found.card, outcome(text, undefined, false).card);
  else show(result, found.card);
  announce(found.error?.message ?? "Consent was given.");
}

/** A card for a redirect, and the error if it has one. */
function outcome(text, options, isCompared) {
  try {
    const redirect = readRedirect(text, options);
    return {
      card: card(
        isCompared ? "good" : "warn",
        isCompared ? "Consent was given" : "The address reports consent; its state was not compared",
        element(
          "p",
          {},
          "The JWT Grant needs nothing more: request the token again. Ignore the code, or exchange it within two minutes to see who consented.",
        ),
        facts([
          ["Code", redirect.code && element("code", {}, `${redirect.code.slice(0, 4)}… (${redirect.code.length} characters)`)],
          ["State", redirect.state && element("code", {}, shortened(redirect.state))],
          ["Token", redirect.accessToken && "an access token of the implicit grant"],
        ]),
      ),
    };
  } catch (error) {
    return { card: mistake(error), error };
  }
}
