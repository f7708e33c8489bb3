// Serves the site on this machine. Run by `cargo xtask www`; tests import it.
//   node www/serve.mjs [--listen 127.0.0.1:8390] [--emulator ORIGIN]
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { headersOf, site, typeOf } from "./site.mjs";

/** Starts a server of the current site; returns its origin. */
export async function serve({ host = "127.0.0.1", port = 0, emulator } = {}) {
  let files = site({ emulator });
  const server = createServer(({ method, url, headers }, response) => {
    const path = pathOf(url);
    // Read again for each page, so that a reload shows changes.
    if (path?.endsWith(".html")) files = site({ emulator });
    const bytes = files.get(path);
    const local = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(headers.host ?? "");
    const status = !local ? 421 : !["GET", "HEAD"].includes(method) ? 405 : bytes === undefined ? 404 : 200;
    if (status !== 200) return response.writeHead(status, { "content-type": "text/plain" }).end(`${status}\n`);
    response.writeHead(200, { ...headersOf(path, files), "content-type": typeOf(path), "cache-control": "no-cache" });
    response.end(method === "HEAD" ? undefined : bytes);
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  const stop = () => {
    server.closeAllConnections();
    return server.close();
  };
  return { origin: `http://${host}:${server.address().port}`, stop };
}

/** The path of the requested file; undefined for an invalid path, such as `/%`. */
function pathOf(target) {
  if (!target.startsWith("/")) return undefined;
  try {
    // The target is always a path: `//` alone would be an invalid address of another host.
    return decodeURIComponent(new URL(`http://local${target}`).pathname).slice(1) || "index.html";
  } catch {
    return undefined;
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const { values } = parseArgs({ options: { listen: { type: "string", default: "127.0.0.1:8390" }, emulator: { type: "string" } } });
  const [, host, port] = values.listen.match(/^(127\.0\.0\.1|localhost|\[::1\]):(\d+)$/) ?? [];
  if (host === undefined) {
    console.error(
      `${values.listen} is not an address of this machine, such as 127.0.0.1:8390. To publish the page, build it: cargo xtask www --build DIR`,
    );
    process.exit(1);
  }
  const { origin } = await serve({ host: host.replace(/[[\]]/g, ""), port: Number(port), emulator: values.emulator });
  console.log(`The workbench is at ${origin}/`);
  if (values.emulator) console.log(`The local Docusign is at ${values.emulator}`);
  console.log("Press Ctrl-C to stop.");
}
