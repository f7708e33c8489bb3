// A public page with docusign-jwt: builds consent links, reads Docusign's redirect, decodes assertions.
import {
  ConsentRequiredError,
  DocusignAuth,
  DocusignError,
  PrivateKey,
  consentUrl,
  createPkce,
  inspectAssertion,
  readRedirect,
} from "docusign-jwt";

/** Shows the result of a form, or its error. */
function showResult(id, use) {
  const form = document.getElementById(id);
  const output = form.querySelector("output");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    output.textContent = "…";
    try {
      output.replaceChildren(await use(Object.fromEntries(new FormData(form))));
    } catch (error) {
      if (!(error instanceof DocusignError)) throw error;
      output.textContent = `${error.code}: ${error.message}`;
    }
  });
}

/** Reads Docusign's redirect. The state proves that this tab sent the request. */
function landed() {
  const { search, pathname } = location;
  if (!/[?&](code|error)=/.test(search)) return "";
  const state = sessionStorage.getItem("state") ?? "";
  sessionStorage.removeItem("state");
  // The code must not stay in the address, the history or a bookmark.
  history.replaceState(null, "", pathname);
  try {
    readRedirect(search, { state });
    return "Consent was given. For the JWT grant that is all: the code is not needed.";
  } catch (error) {
    return `${error.code}: ${error.message}`;
  }
}

document.getElementById("landed").textContent = landed();
document.querySelector("[name=redirectUri]").value = location.origin + location.pathname;

showResult("consent", ({ environment, ...options }) => {
  const { state } = createPkce();
  sessionStorage.setItem("state", state);
  const named = ["demo", "production"].includes(environment);
  const link = document.createElement("a");
  link.href = consentUrl({ ...options, state, environment: named ? environment : { authServer: environment } });
  link.textContent = link.href;
  return link;
});

showResult("assertion", ({ assertion }) => {
  const { header, claims, warnings } = inspectAssertion(assertion);
  const found = warnings.map(({ message }) => `⚠ ${message}`);
  return [JSON.stringify({ header, claims }, undefined, 2), ...found].join("\n");
});

showResult("token", async ({ authServer, clientId, userId, privateKey: text }) => {
  // Check this before any other code reads the key.
  if (!/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\/?$/.test(authServer)) {
    return "This part works with an emulator on your own machine only: give its address, such as http://127.0.0.1:8080.";
  }
  const privateKey = PrivateKey.parse(text);
  try {
    const auth = new DocusignAuth({ clientId, userId, privateKey, environment: { authServer } });
    const { expiresAt } = await auth.getToken();
    const { name } = await auth.getUserInfo();
    return `A token for ${name}, until ${new Date(expiresAt).toLocaleTimeString()}.`;
  } catch (error) {
    if (error instanceof ConsentRequiredError) return "Nobody has consented yet: make the link above, and open it.";
    throw error;
  } finally {
    privateKey.free();
  }
});
