// The local Docusign as a server beside the page: `cargo xtask www --emulator`.
import { element } from "./element.js";
import { emulator, settings } from "./settings.js";

/** What helps against a refusal, by its status. */
const REMEDIES = {
  404: "It does not know this integration key: check the settings.",
  409: "This integration key already has the maximum of five key pairs.",
};

/** Docusign as one walk through the flow meets it; `fetch` shows what is sent. */
export class ServerDocusign {
  place = `the local Docusign at ${emulator}`;
  settings = settings;
  fetch = (url, init) => fetch(url, init);

  /** Registers the pair, and takes back what an earlier walk left. */
  async register({ clientId, userId, redirectUri, publicKeyPem }, send) {
    // Five keys are the most; of those of this page, the oldest makes room.
    await control(send, "keys", { client: clientId, publicKeyPem, temporary: true });
    await control(send, "redirect-uris", { client: clientId, uri: redirectUri });
    if (userId !== undefined) await control(send, "consents", { client: clientId, user: userId, revoke: true });
    return "They were registered, and earlier consent was revoked";
  }

  /** Opens the consent page in a new tab. The result resolves to each address that another tab comes back to. */
  openConsent(url, { out, redirected }) {
    const again = element("a", { href: url, target: "_blank", rel: "noopener noreferrer", id: "try-consent" }, "Open it again");
    out(element("p", { class: "step-note" }, "It opens in a new tab: choose the user, then Allow Access. ", again));
    window.open(url, "_blank", "noopener,noreferrer");
    return redirected;
  }

  /** Back to the fixtures: keys, consents and tokens that came later are gone. */
  reset = (send) => control(send, "reset", {});
}

/** What somebody does by hand on Docusign's page Apps and Keys. */
async function control(send, path, body) {
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await send(`${emulator}/__emulator/${path}`, init);
  if (response.ok) return;
  const text = `The local Docusign refuses ${path} (${response.status}). ${REMEDIES[response.status] ?? "Start it again."}`;
  throw Object.assign(new Error(text), { isFull: response.status === 409 });
}
