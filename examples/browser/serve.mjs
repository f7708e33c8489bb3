// Serves the page and the installed package, on this machine. Any other static file server works, too.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname } from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };
const PAGE = new URL("./", import.meta.url);
const PACKAGE = new URL("./", import.meta.resolve("docusign-jwt/package.json"));

/** The file for a path of the page or of the package. */
function fileOf(target) {
  // Prepend an origin: on its own, a path such as `//` would name another host.
  if (!target.startsWith("/")) return undefined;
  const { pathname: path } = new URL(`http://localhost${target}`);
  if (path === "/") return new URL("index.html", PAGE);
  if (path === "/page.js") return new URL("page.js", PAGE);
  const [, inPackage] = path.match(/^\/docusign-jwt\/((?:[\w-]+\/)*[\w.-]+\.js)$/) ?? [];
  return inPackage && new URL(inPackage, PACKAGE);
}

const server = createServer(async (request, response) => {
  const file = fileOf(request.url);
  const body = file && (await readFile(file).catch(() => undefined));
  if (body === undefined) return response.writeHead(404).end("Not found\n");
  return response.writeHead(200, { "content-type": TYPES[extname(file.pathname)] }).end(body);
});
server.listen(Number(process.env.PORT ?? 8000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
