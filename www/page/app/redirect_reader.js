// Reads the address that the browser came back with: pasted, or told by the page callback.html.
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
    // Another flow, with another state, reads its own.
    if (!url.includes(`state=${byId("state").value}`)) return;
    byId("redirect-text").value = url;
    read();
  });
}

/** Calls the listener with each address that another tab came back to. */
export function onRedirect(listener) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }) => typeof data === "string" && listener(data));
}

function read() {
  const result = byId("redirect-result");
  const text = byId("redirect-text").value.trim();
  if (text === "") return show(result);
  const state = byId("state").value;
  try {
    const redirect = readRedirect(text, byId("redirect-state").checked ? { state } : undefined);
    show(
      result,
      card(
        "good",
        "Consent was given",
        element(
          "p",
          {},
          "That the browser came back like this is all the JWT Grant needs: try the exchange again. The code may be thrown away, or exchanged within two minutes to learn who it was.",
        ),
        facts([
          ["Code", redirect.code && element("code", {}, `${redirect.code.slice(0, 4)}… (${redirect.code.length} characters)`)],
          ["State", redirect.state && element("code", {}, shortened(redirect.state))],
          ["Token", redirect.accessToken && "an access token of the implicit grant"],
        ]),
      ),
    );
    announce("Consent was given.");
  } catch (error) {
    show(result, mistake(error));
    announce(error.message);
  }
}
