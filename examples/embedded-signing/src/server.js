// A site with a signing page for people without a Docusign account.
//   node src/server.js
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ConsentRequiredError } from "docusign-jwt";
import { sendContract, signedContract, signingUrl, statusOf } from "./docusign.js";

/** The orders and their signers. A real site has a database, and a login that identifies the customer. */
const orders = new Map();

const routes = {
  "GET /": async () =>
    page(`<h1>Order</h1><form method="post" action="/sign">
    <label>Name <input name="name" required></label> <label>E-mail <input name="email" type="email" required></label>
    <button>Order and sign</button></form>`),

  "POST /sign": async (request) => {
    const form = await formOf(request);
    const person = { id: randomUUID(), name: form.get("name"), email: form.get("email") };
    if (!person.name || !person.email) throw new Refusal("Name and e-mail are missing.", 400);
    const envelopeId = await sendContract(person);
    const order = randomUUID();
    orders.set(order, { person, envelopeId });
    return toSigning(request, order);
  },

  "GET /again": async (request, url) => toSigning(request, url.searchParams.get("order")),

  // The person returns to this page. Do not trust `event` in the address: anyone can write an address. Only Docusign knows
  // whether the contract is signed.
  "GET /signed": async (_request, url) => {
    const order = url.searchParams.get("order");
    const status = await statusOf(known(order).envelopeId);
    if (status === "completed") {
      return page(`<h1>Signed</h1><p>Thank you. <a href="/contract?order=${order}">Your contract</a></p>`);
    }
    if (status === "declined") return page("<h1>Declined</h1><p>There is no contract.</p>");
    return page(`<h1>Not signed yet</h1><p><a href="/again?order=${order}">Continue</a></p>`);
  },

  "GET /contract": async (_request, url) => {
    const { body } = await signedContract(known(url.searchParams.get("order")).envelopeId);
    return { status: 200, headers: { "content-type": "application/pdf" }, body: Readable.fromWeb(body) };
  },
};

async function toSigning(request, order) {
  const { person, envelopeId } = known(order);
  const returnUrl = `http://${request.headers.host}/signed?order=${order}`;
  return { status: 303, headers: { location: await signingUrl(envelopeId, person, returnUrl) }, body: "" };
}

/** A mistake of the visitor. */
class Refusal extends Error {
  constructor(message, statusCode) {
    super(message);
    this.statusCode = statusCode;
  }
}

function known(order) {
  const found = orders.get(order);
  if (found === undefined) throw new Refusal("There is no such order.", 404);
  return found;
}

async function formOf(request) {
  let text = "";
  for await (const part of request.setEncoding("utf8")) {
    text += part;
    if (text.length > 10_000) throw new Refusal("The form is too large.", 413);
  }
  return new URLSearchParams(text);
}

function page(content, status = 200) {
  const headers = { "content-type": "text/html; charset=utf-8" };
  return { status, headers, body: `<!doctype html><title>Contracts</title>${content}` };
}

/** Shows the error to the operators of the site, but not to visitors. */
function failed(error) {
  if (error instanceof Refusal) return page(`<h1>${error.message}</h1>`, error.statusCode);
  if (error instanceof ConsentRequiredError) {
    console.error(`Nobody has consented yet. Open this once, as user ${error.userId}: ${error.consentUrl}`);
  } else {
    console.error(error);
  }
  return page("<h1>This does not work at the moment</h1>", 503);
}

async function responseTo(request) {
  // Prepend an origin: on its own, a path such as `//` would name another host.
  if (!request.url.startsWith("/")) throw new Refusal("This is not the address of a page.", 400);
  const url = new URL(`http://localhost${request.url}`);
  const route = routes[`${request.method} ${url.pathname}`];
  if (route === undefined) throw new Refusal("Not found", 404);
  return route(request, url);
}

const server = createServer(async (request, response) => {
  const { status, headers, body } = await responseTo(request).catch(failed);
  response.writeHead(status, headers);
  // A canceled download is not an error.
  if (typeof body === "string") response.end(body);
  else await pipeline(body, response).catch(() => {});
});

server.listen(Number(process.env.PORT ?? 8787), "localhost", () => {
  console.log(`listening on http://localhost:${server.address().port}`);
});
