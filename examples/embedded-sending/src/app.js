// A colleague finishes an envelope on Docusign's page and sends it. Bun, Deno and Workers can all serve this handler:
//   bun src/app.js        deno serve --allow-net --allow-env --port 8787 src/app.js
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

const { env } = process;

const auth = DocusignAuth.fromEnv(env);

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";

async function call(path, body) {
  const response = await auth.fetch(ENVELOPES + path, body && { method: "POST", json: body });
  const result = await response.json();
  if (!response.ok) throw new Error(`Docusign returned ${response.status}: ${result.errorCode} ${result.message}`);
  return result;
}

/** Creates a draft with the offer. The person adds the recipients on Docusign's page. */
async function draft(offer) {
  const { envelopeId } = await call("", {
    status: "created",
    emailSubject: `Offer ${offer}`,
    documents: [{ documentId: "1", name: `Offer ${offer}`, fileExtension: "txt", documentBase64: btoa(`Offer ${offer}\n\nWe deliver.`) }],
  });
  return envelopeId;
}

/**
 * The address of the sending page. It works once. Everyone who has it acts as the user of this application, so give it
 * only to authorized people.
 */
async function sendingUrl(envelopeId, returnUrl) {
  const settings = { startingScreen: "Prepare", sendButtonAction: "send", showDiscardAction: "false" };
  const { url } = await call(`/${envelopeId}/views/sender`, { returnUrl, viewAccess: "envelope", settings });
  return url;
}

async function respond(request) {
  if (!URL.canParse(request.url)) return page("<h1>Bad request</h1>", 400);
  const url = new URL(request.url);
  if (url.pathname === "/") {
    return page(`<h1>Offers</h1><form method="post" action="/send"><input name="offer" value="2026-117">
      <button>Send</button></form>`);
  }
  if (url.pathname === "/send" && request.method === "POST") {
    // A browser also sends the password with forms of other sites. Only our form may send envelopes.
    const site = request.headers.get("sec-fetch-site") ?? "same-origin";
    if (site !== "same-origin") return page("<h1>This form is not of this site</h1>", 403);
    const offer = String((await request.formData()).get("offer"));
    if (!/^[\w-]{1,40}$/.test(offer)) return page("<h1>This is not the number of an offer.</h1>", 400);
    const envelopeId = await draft(offer);
    return Response.redirect(await sendingUrl(envelopeId, new URL("/sent", url).href), 303);
  }
  if (url.pathname === "/sent") {
    // The address is only a hint. Ask Docusign for the status of the envelope.
    const envelopeId = url.searchParams.get("envelopeId") ?? "";
    if (!/^[\da-f-]{36}$/i.test(envelopeId)) return page("<h1>Not found</h1>", 404);
    const { status, emailSubject } = await call(`/${envelopeId}`);
    const said = status === "created" ? "is still a draft" : "is on its way";
    return page(`<h1>${escaped(emailSubject)} ${said}</h1>`);
  }
  return page("<h1>Not found</h1>", 404);
}

function page(content, status = 200) {
  const headers = { "content-type": "text/html; charset=utf-8" };
  return new Response(`<!doctype html><title>Offers</title>${content}`, { status, headers });
}

// Otherwise, everyone could send as the user, and read the user's envelopes. Replace it with your own login.
/** Checks the password. Comparing MACs takes the same time for every wrong password. */
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(`Basic ${btoa(`app:${password}`)}`));
}

const escaped = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

export default {
  port: Number(env.PORT ?? 8787),
  async fetch(request) {
    if (!(await isAllowed(request, env.APP_PASSWORD))) {
      return new Response("Log in\n", { status: 401, headers: { "www-authenticate": 'Basic realm="offers"' } });
    }
    try {
      return await respond(request);
    } catch (error) {
      const help = error instanceof ConsentRequiredError && `Open this once, as user ${error.userId}: ${error.consentUrl}`;
      console.error(help || error);
      return page("<h1>This does not work at the moment</h1>", 503);
    }
  },
};
