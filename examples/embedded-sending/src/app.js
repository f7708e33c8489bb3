// A person of the own company finishes an envelope on Docusign's page and sends it. The handler is the one that
// Bun, Deno and Workers share:
//   bun src/app.js        deno serve --allow-net --allow-env --port 8787 src/app.js
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

const { env } = process;

const auth = DocusignAuth.fromEnv(env);

const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";

async function call(path, body) {
  const response = await auth.fetch(ENVELOPES + path, body && { method: "POST", json: body });
  const answer = await response.json();
  if (!response.ok) throw new Error(`Docusign answered ${response.status}: ${answer.errorCode} ${answer.message}`);
  return answer;
}

/** A draft with the offer; to whom it goes, the person says on Docusign's page. */
async function draft(offer) {
  const { envelopeId } = await call("", {
    status: "created",
    emailSubject: `Offer ${offer}`,
    documents: [{ documentId: "1", name: `Offer ${offer}`, fileExtension: "txt", documentBase64: btoa(`Offer ${offer}\n\nWe deliver.`) }],
  });
  return envelopeId;
}

/**
 * The address of the page to send from. It opens once, and lets whoever has it act as the user of this application:
 * only give it to people who may.
 */
async function sendingUrl(envelopeId, returnUrl) {
  const settings = { startingScreen: "Prepare", sendButtonAction: "send", showDiscardAction: "false" };
  const { url } = await call(`/${envelopeId}/views/sender`, { returnUrl, viewAccess: "envelope", settings });
  return url;
}

async function answer(request) {
  if (!URL.canParse(request.url)) return page("<h1>Bad request</h1>", 400);
  const url = new URL(request.url);
  if (url.pathname === "/") {
    return page(`<h1>Offers</h1><form method="post" action="/send"><input name="offer" value="2026-117">
      <button>Send</button></form>`);
  }
  if (url.pathname === "/send" && request.method === "POST") {
    // A browser sends the password with the forms of every site; only our own form may send envelopes.
    const site = request.headers.get("sec-fetch-site") ?? "same-origin";
    if (site !== "same-origin") return page("<h1>This form is not of this site</h1>", 403);
    const offer = String((await request.formData()).get("offer"));
    if (!/^[\w-]{1,40}$/.test(offer)) return page("<h1>This is no number of an offer.</h1>", 400);
    const envelopeId = await draft(offer);
    return Response.redirect(await sendingUrl(envelopeId, new URL("/sent", url).href), 303);
  }
  if (url.pathname === "/sent") {
    // What the address says is a hint; what became of the envelope, Docusign says.
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

// Everyone else would send as the user, and read what the user sent. Put the login of your application in its place.
/** Whether the request carries the password. Comparing MACs takes the same time for every wrong one. */
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
      return await answer(request);
    } catch (error) {
      const help = error instanceof ConsentRequiredError && `Open this once, as user ${error.userId}: ${error.consentUrl}`;
      console.error(help || error);
      return page("<h1>This does not work at the moment</h1>", 503);
    }
  },
};
