// Links that fill in the settings: #consent?clientId=…&userId=…. No key and no other secret is taken from one.
import { announce, byId } from "./element.js";
import { FIELDS, fillSettings, settings } from "./settings.js";

/** The maximum length of a setting; a line of a key is longer. */
const LONGEST = 500;
const SECRET = /PRIVATE KEY|[A-Za-z0-9+/_-]{64,}/;

export function startLinks() {
  addEventListener("hashchange", follow);
  follow();
  byId("settings-link").addEventListener("click", async ({ target }) => {
    const { environment, ...rest } = settings();
    const query = new URLSearchParams({ ...(typeof environment === "string" && { environment }), ...rest });
    const panel = location.hash.slice(1) || "key";
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}#${panel}?${query}`);
    target.textContent = "Copied";
    announce("Copied the link.");
    setTimeout(() => (target.textContent = "Copy a link with these settings"), 1500);
  });
}

function follow() {
  const [panel, query] = location.hash.slice(1).split("?");
  if (query === undefined) return;
  // Removes the settings from the address, and keeps the panel.
  location.replace(`#${panel}`);
  const asked = [...new URLSearchParams(query)].filter(([, value]) => value !== "");
  const taken = asked.filter(([name, value]) => name in FIELDS && value.length <= LONGEST && !SECRET.test(value) && isOffered(name, value));
  fillSettings(Object.fromEntries(taken));
  const note =
    taken.length === asked.length
      ? "A link filled in these settings. Check them before you use them."
      : "A part of the link is not a setting and was ignored. Never put a key in a link.";
  byId("link-note").textContent = note;
  announce(note);
}

const isOffered = (name, value) => name !== "environment" || [...byId("environment").options].some((option) => option.value === value);
