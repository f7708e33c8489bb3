// What the integration is: the fields that assertion, consent and flow share.
import { byId, element } from "./element.js";

const FIELDS = { environment: "environment", clientId: "client-id", userId: "user-id", scopes: "scopes", redirectUri: "redirect-uri" };

/** The origin of the local Docusign, where the page is served with one. */
export const emulator = document.querySelector('meta[name="emulator"]')?.content;

/** The fixtures of the local Docusign. */
const LOCAL = {
  clientId: "c0000000-0000-4000-8000-000000000001",
  userId: "a0000000-0000-4000-8000-000000000001",
};

export function startSettings() {
  if (emulator !== undefined) {
    const local = element("option", { value: "emulator" }, `Local (${emulator.replace("http://", "")})`);
    byId("environment").append(local);
    byId("environment").value = "emulator";
    byId("client-id").value = LOCAL.clientId;
    byId("user-id").value = LOCAL.userId;
  }
  byId("redirect-uri").value = new URL("callback.html", location.href).href;
}

/** The settings as options of the package; what is empty is left out. */
export function settings() {
  const value = (name) => byId(FIELDS[name]).value.trim();
  const environment = value("environment");
  const options = {
    environment: environment === "emulator" ? { authServer: emulator } : environment,
    clientId: value("clientId"),
    scopes: value("scopes"),
    redirectUri: value("redirectUri"),
  };
  if (value("userId") !== "") options.userId = value("userId");
  return options;
}

/** Puts values into fields, as if typed. */
export function fillSettings(values) {
  for (const [name, value] of Object.entries(values)) {
    const field = byId(FIELDS[name]);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Calls the listener whenever a field changes. */
export function onSettings(listener) {
  for (const id of Object.values(FIELDS)) byId(id).addEventListener("input", listener);
}
