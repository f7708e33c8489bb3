/** A server for other processes, other languages and browsers; node:http is in Node, Deno and Bun alike. */
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { join } from "../lib/body.js";
import { exchange } from "../lib/exchange.js";
import { addressOf, isLoopback } from "./address.js";
import { identity } from "./identity.js";

/** The maximum size of a body. */
const LONGEST_BODY = 42 * 1024 * 1024;

/** Listens at an address of this machine; `credentials` makes options for clients that use it. */
export async function listen(core, options, credentials) {
  const { port, host, tls, allowRemote } = addressOf(options);
  if (!isLoopback(host) && !allowRemote) {
    throw new Error(
      `${host}:${port} is not on this machine. The emulator's keys are public: set allowRemote (--allow-remote) only if others may use it.`,
    );
  }
  const own = tls ? identity() : undefined;
  const settings = { requireHostHeader: false, keepAliveTimeout: 60_000 };
  const serve = (request, response) => respond(core, request, response, { secure: tls, anywhere: allowRemote });
  const server = tls ? createSecureServer({ ...settings, ...own }, serve) : createServer(settings, serve);
  await new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new Error(`cannot listen on ${host}:${port}: ${reasonOf(error)}`, { cause: error })));
    server.listen(port, host, resolve);
  });
  const name = host.includes(":") ? `[${host}]` : host;
  const origin = `${tls ? "https" : "http"}://${name}:${server.address().port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections?.();
    });
  return {
    origin,
    port: server.address().port,
    ca: own?.ca,
    credentials: (which = "consented") => credentials(which, origin),
    close,
  };
}

/** Why a server cannot listen. */
function reasonOf({ code, message }) {
  return code === "EADDRINUSE" ? "another program uses this port. Choose another one, or 0 for a free one." : message;
}

async function respond(core, request, response, { secure, anywhere }) {
  try {
    const body = await read(request);
    const headers = request.rawHeaders.map((text, at) => (at % 2 === 0 ? text.toLowerCase() : text));
    if (request.headers.host === undefined) headers.push("host", "");
    const whenLost = (cancel) => response.once("close", cancel);
    const made = await exchange(core, { method: request.method, target: request.url, headers, body, secure, anywhere, whenLost });
    const { status, headers: pairs, whole, next } = made;
    response.writeHead(status, pairs.flat());
    if (whole !== undefined) {
      response.end(whole);
      return;
    }
    for (let piece = await next(); piece !== undefined; piece = await next()) response.write(piece);
    response.end();
  } catch {
    // A broken connection is a requested fault. An unreadable request is ignored.
    if (response.headersSent) response.destroy();
    else response.writeHead(400).end();
  }
}

async function read(request) {
  const pieces = [];
  let length = 0;
  for await (const piece of request) {
    pieces.push(piece);
    length += piece.length;
    if (length > LONGEST_BODY) break;
  }
  return join(pieces);
}
