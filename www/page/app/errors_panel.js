// Panel Errors: the meaning of an error, its usual causes, and fixes.
import { card, facts, mistake, tag } from "./card.js";
import { explainError } from "./core.js";
import { announce, byId, element, revealResult, show } from "./element.js";

const EXAMPLES = [
  ["consent_required", '{"error":"consent_required"}'],
  ["no_valid_keys_or_signatures", '{"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}'],
  [
    "issuer_not_found",
    'ApiException: Error while requesting server, received a non successful HTTP code 400 with response Body: \'{"error":"invalid_grant","error_description":"issuer_not_found"}\'',
  ],
  ["status code 400", "AxiosError: Request failed with status code 400"],
  ["asymmetric key", "Error: secretOrPrivateKey must be an asymmetric key when using RS256"],
];

/** The next panel for each error. */
const PLACES = {
  consent_required: [["#consent", "Make the consent URL"]],
  consent_denied: [["#consent", "Make the consent URL again"]],
  redirect_uri_invalid: [["#consent", "Look at the consent URL"]],
  no_valid_keys_or_signatures: [
    ["#key", "Check the key"],
    ["#assertion", "Check the assertion"],
  ],
  expired_grant: [["#assertion", "Check the assertion"]],
  issuer_not_found: [["#assertion", "Check the assertion"]],
  user_not_found: [["#assertion", "Check the assertion"]],
  invalid_subject: [["#assertion", "Check the assertion"]],
};

export function startErrorsPanel() {
  const text = byId("error-text");
  text.addEventListener("input", explain);
  for (const [name, example] of EXAMPLES) {
    const button = element("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      text.value = example;
      explain();
      revealResult("error-result");
    });
    byId("error-examples").append(button);
  }
}

function explain() {
  const text = byId("error-text").value;
  if (text.trim() === "") return show(byId("error-result"));
  try {
    const explanation = explainError(text);
    show(byId("error-result"), explanationCard(explanation));
    announce(explanation.meaning);
  } catch (error) {
    show(byId("error-result"), mistake(error));
  }
}

export function explanationCard({ code, meaning, causes, remedy, error, errorDescription, status, trace }) {
  const places = PLACES[code] ?? (code.startsWith("key_") ? [["#key", "Check the key"]] : []);
  const links = places.map(([href, words]) => element("a", { href }, words));
  return card(
    "warn",
    meaning,
    element("p", {}, tag(code)),
    causes.length === 0 && element("p", {}, remedy),
    causes.length > 0 && element("h3", {}, causes.length === 1 ? "Cause" : "Causes, the most likely first"),
    causes.length > 0 &&
      element(
        "ol",
        { class: "causes" },
        causes.map(({ cause, remedy }) => element("li", {}, element("b", {}, cause), element("span", {}, remedy))),
      ),
    links.length > 0 && element("p", { class: "actions" }, links),
    (error || errorDescription || status || trace) && element("h3", {}, "In Docusign's words"),
    facts([
      ["error", error ? element("code", {}, error) : undefined],
      ["description", errorDescription ? element("code", {}, errorDescription) : undefined],
      ["status", status ? String(status) : undefined],
      ["for support", trace ? element("code", {}, trace) : undefined],
    ]),
  );
}
