// Panel Try it: runs the flow step by step, and shows requests and responses.
import { button, mistake, warnings } from "./card.js";
import { claimsTable } from "./claims_view.js";
import { createPkce, explainError } from "./core.js";
import { announce, byId, element, reveal, show } from "./element.js";
import { explanationCard } from "./errors_panel.js";
import { exchangeView } from "./exchange_view.js";
import { heldKey, onKey } from "./held_key.js";
import { recordingFetch } from "./recording.js";
import { current } from "./navigation.js";
import { PageDocusign, loadEmulator } from "./page_docusign.js";
import { onRedirect } from "./redirect_reader.js";
import { sequence } from "./sequence.js";
import { ServerDocusign } from "./server_docusign.js";
import { onSettings, settings } from "./settings.js";
import { absolute } from "./times.js";
import { Flow, MESSAGES } from "./try_flow.js";

const text = (...children) => element("p", { class: "step-note" }, ...children);

/** The steps: title, button text, action. `run` returns additional content for display. */
const STEPS = [
  {
    title: "Register the public key and the redirect URI",
    button: "Register the key",
    run: async ({ flow }) => {
      const known = await flow.register();
      return [
        text(
          flow.given ? "The public half of your key was registered. " : "A throwaway key pair was made, and its public half registered. ",
          `${known}. With Docusign you do this by hand, on the page Apps and Keys.`,
        ),
      ];
    },
  },
  {
    title: "Your program signs an assertion",
    button: "Sign",
    run: async ({ flow }) => {
      const { report, now } = flow.sign();
      const warned = new Set(report.warnings.map(({ field }) => field));
      return [report.warnings.length > 0 && warnings(report.warnings), claimsTable("Claims", report.claims, warned, now)];
    },
  },
  {
    title: "First token request: consent required",
    button: "Ask for a token",
    run: async ({ flow }) => {
      try {
        await flow.token();
      } catch (error) {
        if (error.code !== "consent_required") throw error;
        return [
          clockNote(flow),
          text("Docusign knows the key and the user, but this user has not consented. The error contains the link:"),
          text(element("code", {}, error.consentUrl)),
        ];
      }
      return [text("Docusign issued a token: the user had already consented.")];
    },
  },
  {
    title: "The user consents in a browser",
    button: "Open the consent page",
    run: async ({ flow, state, redirected, out }) => {
      const comeBack = flow.openConsent(state, { out, redirected });
      for (;;) {
        const address = await comeBack();
        try {
          flow.redirect(address, state);
          return [
            text(
              "The browser was redirected to ",
              element("code", {}, new URL(address).pathname),
              " with a code and the right state. The JWT Grant needs nothing more: consent is granted.",
            ),
          ];
        } catch (error) {
          // Ignores redirects of another run, but not a refusal.
          if (error.code !== "state_mismatch") throw error;
        }
      }
    },
  },
  {
    title: "Second token request: an access token",
    button: "Ask again",
    run: async ({ flow }) => {
      const { tokenType, expiresAt } = await flow.token();
      return [
        text(
          `A ${tokenType} token until ${absolute(expiresAt / 1000)}. The client caches it, and renews it ten minutes before it expires.`,
        ),
      ];
    },
  },
  {
    title: "Userinfo: the user and the account's server",
    button: "Get userinfo",
    run: async ({ flow }) => {
      const { name, accounts } = await flow.userInfo();
      return [text(`${name}, with the account ${accounts[0].name} at ${accounts[0].baseUri}.`)];
    },
  },
  {
    title: "Call the eSignature API",
    button: "Call the API",
    run: async ({ flow }) => {
      const { totalSetSize } = await flow.call();
      const hits = flow.events.filter(({ type }) => type === "cache_hit").length;
      return [
        text(
          `The account has ${totalSetSize} users. Account and server came from userinfo. The token came from the cache (${hits} ${hits === 1 ? "time" : "times"} so far).`,
        ),
      ];
    },
  },
];

function clockNote(flow) {
  const { length } = flow.events.filter(({ type }) => type === "retry");
  return (
    flow.now - Date.now() > 60_000 &&
    text(
      "The clock is fast: Docusign refused the first assertion, because its iat is in the future. The client read the right time from the response's Date header and signed again.",
      length > 0 ? ` (${length})` : "",
    )
  );
}

/** The step that waits for the user. */
const CONSENT = 3;

/** One run of the steps. */
class Walk {
  at = 0;
  #state = createPkce().state;
  #landed = [];
  #waiting;
  #current;
  #busy = false;

  constructor(restart) {
    this.restart = restart;
    const { picture, light } = sequence(MESSAGES);
    this.light = light;
    show(byId("try-sequence"), picture);
    this.items = STEPS.map(({ title }) => element("li", {}, element("h2", {}, title), element("div", { class: "step-out" })));
    show(byId("try-steps"), ...this.items);
    const docusign = isServed() ? new ServerDocusign() : new PageDocusign();
    byId("try-place").textContent = docusign.place;
    const send = recordingFetch(docusign.fetch, (exchange) => this.#out(exchangeView(exchange)));
    this.flow = new Flow({ docusign, send, mishap: byId("mishap").value, heldKey: heldKey() });
    this.#mark();
  }

  /** Another tab was redirected. */
  landed(url) {
    if (this.#waiting === undefined) this.#landed.push(url);
    else this.#waiting(url);
    this.#waiting = undefined;
  }

  #out(...shown) {
    this.#current?.append(...shown.filter(Boolean));
  }

  #redirected = () =>
    this.#landed.length > 0 ? Promise.resolve(this.#landed.shift()) : new Promise((resolve) => (this.#waiting = resolve));

  #mark(state = "now") {
    const item = this.items[this.at];
    if (item === undefined) return;
    item.className = state;
    byId("try-next").textContent =
      state === "failed" ? (this.at === CONSENT ? "Open the consent page again" : "Try this step again") : STEPS[this.at].button;
    if (state === "now") item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    this.light(this.at, state);
  }

  async next(isCurrent) {
    if (this.#busy || this.at >= STEPS.length) return;
    this.#busy = true;
    // A disabled button would lose the focus.
    const next = byId("try-next");
    next.setAttribute("aria-disabled", "true");
    const step = STEPS[this.at];
    const item = this.items[this.at];
    this.#current = item.querySelector(".step-out");
    show(this.#current);
    this.#mark();
    reveal(item.querySelector("h2"));
    const out = (...shown) => this.#out(...shown);
    try {
      const shown = await step.run({ flow: this.flow, state: this.#state, redirected: this.#redirected, out });
      if (!isCurrent()) return;
      out(...shown);
      this.#mark("done");
      announce(`Done: ${step.title}.`);
      this.at += 1;
      this.#mark();
      next.disabled = this.at === STEPS.length;
      if (next.disabled) next.textContent = "Done";
    } catch (error) {
      if (!isCurrent()) return;
      this.#mark("failed");
      out(error.code === undefined ? mistake(error) : explanationCard(explainError(error)));
      if (error.isFull)
        out(
          element(
            "p",
            { class: "actions" },
            button("Reset the local Docusign and start over", () => this.#reset()),
          ),
        );
      announce(`Failed: ${error.message}`);
    } finally {
      this.#busy = false;
      next.setAttribute("aria-disabled", "false");
    }
  }

  async #reset() {
    await this.flow.reset();
    this.restart();
  }
}

/** Whether the settings name the local Docusign beside the page. */
const isServed = () => typeof settings().environment === "object";

/** Loads the emulator when the panel opens. A failure is shown in the first step. */
function prepare() {
  if (current() === "try" && !isServed()) loadEmulator().catch(() => {});
}

export function startTryPanel() {
  let walk;
  const restart = () => {
    walk = new Walk(again);
    byId("try-next").disabled = false;
    byId("try-next").setAttribute("aria-disabled", "false");
  };
  const again = () => {
    restart();
    reveal(walk.items[0].querySelector("h2"));
    announce("Back at the first step.");
  };
  onKey(restart);
  byId("try-next").addEventListener("click", () => {
    const mine = walk;
    mine.next(() => mine === walk);
  });
  byId("try-reset").addEventListener("click", again);
  byId("mishap").addEventListener("input", restart);
  onSettings(restart);
  onRedirect((url) => walk.landed(url));
  addEventListener("hashchange", prepare);
  prepare();
}
