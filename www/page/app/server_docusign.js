// The emulator as a server next to the page: `cargo xtask www --emulator`.
import { element } from "./element.js";
import { emulator, settings } from "./settings.js";

/** The remedy for a refusal, by status. */
const REMEDIES = {
  404: "It does not know this integration key: check the settings.",
  409: "This integration key already has the maximum of five key pairs.",
};

/** Docusign for one run of the flow; `fetch` records the requests. */
export class ServerDocusign {
  place = `the local Docusign at ${emulator}`;
  settings = settings;
  fetch = (url, init) => fetch(url, init);

  /** Registers the key pair, and resets the state of an earlier run. */
  async register({ clientId, userId, redirectUri, publicKeyPem }, send) {
    // The maximum is five keys: this page replaces its oldest one.
    await control(send, "keys", { client: clientId, publicKeyPem, temporary: true });
    await control(send, "redirect-uris", { client: clientId, uri: redirectUri });
    if (userId !== undefined) await control(send, "consents", { client: clientId, user: userId, revoke: true });
    return "They were registered, and earlier consent was revoked";
  }

  /** Opens the consent page in a new tab. The result resolves to each redirect. */
  openConsent(url, { out, redirected }) {
    const again = element("a", { href: url, target: "_blank", rel: "noopener noreferrer", id: "try-consent" }, "Open it again");
    out(element("p", { class: "step-note" }, "It opens in a new tab: choose the user, then Allow Access. ", again));
    window.open(url, "_blank", "noopener,noreferrer");
    return redirected;
  }

  /** Resets to the fixtures: later keys, consents and tokens are dropped. */
  reset = (send) => control(send, "reset", {});
}

/** The manual steps on Docusign's Apps and Keys page. */
async function control(send, path, body) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await send(`${emulator}/__emulator/${path}`, init);
  if (response.ok) return;
  const text = `The local Docusign refuses ${path} (${response.status}). ${REMEDIES[response.status] ?? "Start it again."}`;
  throw Object.assign(new Error(text), { isFull: response.status === 409 });
}
