// The emulator in this page: it plays Docusign's hosts, and no request leaves the page.
import { keepEmulator } from "./offline.js";
import { walkThrough } from "./page_dialog.js";
import { LOCAL, settings } from "./settings.js";

/** IDs of the emulator's fixtures: the account, and a closed user. */
const ACCOUNT = "acc00000-0000-4000-8000-000000000001";
export const CLOSED_USER = "a0000000-0000-4000-8000-000000000005";

let loaded;
let tries = 0;

/** Loads the emulator, once. A browser remembers a failed module, so a later attempt needs another URL. */
export function loadEmulator() {
  loaded ??= load(`../emulator/main.js${tries === 0 ? "" : `?${tries}`}`);
  return loaded;
}

async function load(address) {
  try {
    const program = await import(address);
    keepEmulator();
    return program;
  } catch (error) {
    loaded = undefined;
    tries += 1;
    throw new Error(`The emulator did not load: ${error.message}. Check the network, and try again.`, { cause: error });
  }
}

/** Docusign for one run of the flow. */
export class PageDocusign {
  place = "an emulator in this page; nothing is sent";
  #emulator;

  /** The settings, with IDs of the emulator in place of empty ones. */
  settings() {
    const { clientId, userId, ...rest } = settings();
    return { ...rest, clientId: clientId || LOCAL.clientId, userId: userId ?? LOCAL.userId };
  }

  /** A new emulator, which knows this integration key, its public key and this user. */
  async register({ clientId, userId, redirectUri, publicKeyPem }) {
    const { createEmulator } = await loadEmulator();
    const member = { accounts: [ACCOUNT] };
    const others = [
      { id: "a0000000-0000-4000-8000-000000000002", name: "Bob Member", email: "bob@example.com", ...member },
      { id: CLOSED_USER, name: "Carl Closed", email: "closed@example.com", status: "Closed", ...member },
    ].filter(({ id }) => id !== userId.toLowerCase());
    this.#emulator = await createEmulator({
      clients: [{ id: clientId, name: "Contract Robot", secret: "not used here", keys: [publicKeyPem], redirectUris: [redirectUri] }],
      users: [{ id: userId, name: "Ann Admin", email: "ann@example.com", adminOf: [ACCOUNT], ...member }, ...others],
    });
    const { clientId: ownClient, userId: ownUser } = settings();
    const isWhole = ownClient !== "" && ownUser !== undefined;
    return `The emulator in this page knows them${isWhole ? "" : ", and supplies the missing IDs"}`;
  }

  fetch = (url, init) => this.#emulator.fetch(url, init);

  /** Shows the consent page in a dialog. The result resolves to the redirect. */
  openConsent = (url) => () => walkThrough(url, this.fetch);
}
