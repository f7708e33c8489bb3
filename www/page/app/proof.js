// Tries to send data in every way a script has, and shows that the browser blocks it.
import { announce, byId, element, revealResult, show } from "./element.js";
import { emulator } from "./settings.js";

const FOREIGN = "https://example.com/workbench-proof/";
const PATIENCE = 1500;

/** Each way: its name, the directive that must stop it, the attempt. */
const WAYS = [
  ["fetch() to example.com", "connect-src", () => fetch(FOREIGN, { method: "POST", mode: "no-cors", body: "not a key" })],
  ["fetch() to this page's own server", "connect-src", () => fetch(new URL("own-server", location.href))],
  ["navigator.sendBeacon()", "connect-src", () => navigator.sendBeacon(`${FOREIGN}beacon`, "not a key")],
  ["WebSocket", "connect-src", () => new WebSocket(`${FOREIGN.replace("https", "wss")}socket`)],
  ["EventSource", "connect-src", () => new EventSource(`${FOREIGN}events`)],
  ["an image", "img-src", () => (new Image().src = `${FOREIGN}image.png?not-a-key`)],
  ["a script", "script-src-elem", () => document.head.append(element("script", { src: `${FOREIGN}script.js` }))],
];

/** Whether the browser reports that it stopped the attempt. */
function stopped(directive, attempt) {
  return new Promise((resolve) => {
    const done = (outcome) => {
      document.removeEventListener("securitypolicyviolation", heard);
      clearTimeout(timer);
      resolve(outcome);
    };
    const heard = (event) => event.effectiveDirective === directive && done(true);
    const timer = setTimeout(done, PATIENCE, false);
    document.addEventListener("securitypolicyviolation", heard);
    try {
      Promise.resolve(attempt()).catch(() => {});
    } catch {
      // Some ways throw at once, but are still reported.
    }
  });
}

export function startProof() {
  if (emulator !== undefined) {
    byId("policy-except").textContent = ", except to the local Docusign";
    byId("policy-words").textContent = `connect-src ${emulator}`;
  }
  byId("proof-run").addEventListener("click", async () => {
    const list = element("ul", { class: "ways", id: "proof-list" });
    show(byId("proof-result"), list);
    let open = 0;
    for (const [name, directive, attempt] of WAYS) {
      const blocked = await stopped(directive, attempt);
      if (!blocked) open += 1;
      const outcome = blocked
        ? element("span", { class: "yes" }, `stopped by ${directive}`)
        : element("span", { class: "no" }, "NOT STOPPED");
      list.append(element("li", {}, element("b", {}, name), outcome));
    }
    revealResult("proof-result");
    announce(open === 0 ? "Every attempt was stopped." : `${open} attempts were not stopped.`);
  });
}
