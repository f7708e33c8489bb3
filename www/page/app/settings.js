// The settings of the integration: the fields that assertion, consent and flow share.
import { byId, element } from "./element.js";

/** The fields by the options of the package: their elements, and their names in sentences. */
export const FIELDS = {
  environment: { id: "environment", label: "environment" },
  clientId: { id: "client-id", label: "integration key" },
  userId: { id: "user-id", label: "user ID" },
  scopes: { id: "scopes", label: "scopes" },
  redirectUri: { id: "redirect-uri", label: "redirect URI" },
};

/** The origin of the local Docusign, where the page is served with one. */
export const emulator = document.querySelector('meta[name="emulator"]')?.content;

/** The emulator's own integration key and user. */
export const LOCAL = {
  clientId: "c0000000-0000-4000-8000-000000000001",
  userId: "a0000000-0000-4000-8000-000000000001",
};

const fieldOf = (name) => byId(FIELDS[name].id);

export function startSettings() {
  if (emulator !== undefined) {
    const local = element("option", { value: "emulator" }, `Local (${emulator.replace("http://", "")})`);
    fieldOf("environment").append(local);
    fieldOf("environment").value = "emulator";
    for (const [name, value] of Object.entries(LOCAL)) fieldOf(name).value = value;
  }
  fieldOf("redirectUri").value = new URL("callback.html", location.href).href;
  const summarize = () => {
    const { value, selectedOptions } = fieldOf("environment");
    byId("settings-summary").textContent =
      `${value && selectedOptions[0].text.split(" ")[0]}, ${settings().clientId.replace(/(.{8}).+/, "$1…") || "no integration key"}`;
  };
  onSettings(summarize);
  summarize();
  byId("to-settings").addEventListener("click", () =>
    goTo(["clientId", "userId"].find((name) => fieldOf(name).value === "") ?? "environment"),
  );
}

/** Scrolls a field into view, and focuses it. */
export function goTo(name) {
  fieldOf(name).scrollIntoView({ block: "center" });
  fieldOf(name).focus({ preventScroll: true });
}

/** The settings as options of the package, without empty ones. */
export function settings() {
  const value = (name) => fieldOf(name).value.trim();
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
    fieldOf(name).value = value;
    fieldOf(name).dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Calls the listener whenever a field changes. */
export function onSettings(listener) {
  for (const name of Object.keys(FIELDS)) fieldOf(name).addEventListener("input", listener);
}
