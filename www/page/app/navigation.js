// Shows one panel at a time: the address selects it, CSS shows it, this module marks the link and moves the focus.
import { byId } from "./element.js";

const NAMES = { key: "Key", assertion: "Assertion", consent: "Consent", errors: "Errors", check: "Check", try: "Try it" };

export const current = () => (location.hash.slice(1) in NAMES ? location.hash.slice(1) : "key");

export function startNavigation() {
  const mark = () => {
    for (const link of document.querySelectorAll("nav a")) {
      if (link.hash === `#${current()}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = `${NAMES[current()]} · docusign-jwt workbench`;
  };
  addEventListener("hashchange", () => {
    if (location.hash === "#main" || location.hash.includes("?")) return;
    mark();
    scrollTo(0, 0);
    byId(`${current()}-title`).focus({ preventScroll: true });
  });
  mark();
}
