// The server that a launched suite asks for its settings and tells its outcome. It also serves pages.
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { CALLBACK, CLIENT, ISV, pem, tenantUser, user } from "../../../runtimes/emulator.mjs";
import { chosenPairs, jwk } from "../harness/key_pairs.mjs";

const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };

/** How long a row may take before it counts as failed; most take a second or two. */
const PATIENCE = 90_000;

/** Pages may compile WebAssembly, and nothing else that a strict policy forbids. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'nonce-import-map'; connect-src *";

export async function startReferee(authServer) {
  const rows = new Map();
  const server = createServer(async (request, response) => {
    const [, id, ...path] = new URL(request.url, "http://referee").pathname.split("/");
    const row = rows.get(id);
    const place = path.join("/");
    response.setHeader("access-control-allow-origin", "*");
    if (place === "report") {
      let body = "";
      for await (const part of request) body += part;
      row?.report(JSON.parse(body));
      return response.end();
    }
    if (place === "settings" && row !== undefined) {
      response.setHeader("content-type", "application/json");
      return response.end(JSON.stringify(settings(authServer, row)));
    }
    const [folder, ...rest] = path;
    const content = row?.folders?.[folder] && (await read(join(row.folders[folder], ...rest)));
    if (!content) return response.writeHead(404).end();
    response.setHeader("content-type", TYPES[extname(place)] ?? "text/plain");
    response.setHeader("content-security-policy", POLICY);
    return response.end(content);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    /** Expects the report of a row, which signs by this path; `folders` are served to its page by their names. */
    expect(id, expected, path, folders) {
      const outcome = new Promise((report, reject) => {
        rows.set(id, { expected, path, folders, report });
        setTimeout(() => reject(new Error("no report came")), PATIENCE).unref();
      });
      outcome.catch(() => {});
      return { origin: `http://127.0.0.1:${port}/${id}`, outcome };
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const read = (file) => readFile(file).catch(() => undefined);

/** Keys of several shapes, and what OpenSSL signs with them. */
const keys = chosenPairs(8).map(([p, q]) => {
  const key = jwk(p, q);
  const signature = sign("sha256", Buffer.from("what every key signs"), createPrivateKey({ key, format: "jwk" }));
  return { jwk: key, signature: signature.toString("base64url") };
});

/** What the suite works with. Key and signature come from OpenSSL, by node:crypto. */
function settings(authServer, { expected, path }) {
  const privateKey = createPrivateKey(pem());
  const data = Buffer.from("what is signed", "utf8");
  return {
    expected,
    path,
    keys,
    authServer,
    pem: pem(),
    privateJwk: privateKey.export({ format: "jwk" }),
    publicJwk: createPublicKey(privateKey).export({ format: "jwk" }),
    data: data.toString("base64url"),
    signature: sign("sha256", data, privateKey).toString("base64url"),
    clientId: CLIENT,
    userId: user(1),
    redirectUri: CALLBACK,
    isv: ISV,
    tenantUser: tenantUser(1),
  };
}
