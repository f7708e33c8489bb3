// Panel Consent: the consent link.
import { card, mistake, wanted } from "./card.js";
import { coloredUrl, partsTable } from "./consent_url.js";
import { adminConsentUrl, consentUrl, createPkce } from "./core.js";
import { copyable } from "./copy.js";
import { byId, element, show } from "./element.js";
import { clientOf, doubtOf } from "./field_check.js";
import { qrCode } from "./qr_code.js";
import { onSettings, settings } from "./settings.js";

const kind = () => document.querySelector('input[name="kind"]:checked').value;

export function startConsentPanel() {
  byId("state").value = createPkce().state;
  onSettings(build);
  for (const input of document.querySelectorAll('input[name="kind"], #prompt-login')) input.addEventListener("change", build);
  byId("state").addEventListener("input", build);
  build();
}

function build() {
  const result = byId("consent-result");
  byId("consent-options").hidden = kind() === "own";
  const { userId, ...options } = settings();
  if (options.clientId === "") return show(result, wanted("clientId", "Enter the integration key to see the link."));
  try {
    show(result, kind() === "own" ? help({ ...options, userId }) : link(options));
  } catch (error) {
    show(result, mistake(error));
  }
}

function link(options) {
  const state = byId("state").value.trim();
  const more = {
    ...(state !== "" && { state }),
    ...(byId("prompt-login").checked && { prompt: "login" }),
  };
  const forAdmin = kind() === "admin";
  const url = (forAdmin ? adminConsentUrl : consentUrl)({ ...options, ...more });
  const who = forAdmin ? "An administrator of the customer's organization opens this once" : "The user opens this once";
  return card(
    ...verdict(options, who),
    element(
      "p",
      {},
      forAdmin
        ? "This covers all users whose e-mail domain the organization has claimed. To act as a user, you still need the user's ID."
        : "The browser must be logged in as the user whose ID is in the assertion. If in doubt, log out of Docusign first.",
    ),
    element(
      "div",
      { class: "linked" },
      element(
        "div",
        {},
        copyable(url, { what: "the consent URL", content: coloredUrl(url) }),
        element(
          "p",
          { class: "actions" },
          element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, "Open it in a new tab"),
        ),
      ),
      element("figure", { class: "qr" }, qrCode(url, "QR code of the consent URL"), element("figcaption", {}, "For a phone")),
    ),
    element("h3", {}, "Part by part"),
    partsTable(url),
  );
}

/** Kind and title of the card; unknown scopes come first. */
function verdict({ scopes }, title) {
  const doubt = doubtOf(scopes);
  return doubt ? ["warn", title, element("p", {}, doubt)] : ["good", title];
}

/** The instructions for your own administrator. */
function help(options) {
  if (options.userId === undefined) delete options.userId;
  const text = clientOf(options).adminConsentHelp();
  return card(
    ...verdict(options, "Your administrator authorizes the application in Docusign Admin"),
    element("p", {}, "There is no link for this. Send these instructions:"),
    copyable(text, { what: "the instructions" }),
  );
}
