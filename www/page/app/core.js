// The package, started with its wasm inline: the page needs no connection for it.
import base64 from "../core-packed.js";
import { init } from "../docusign-jwt/slim.js";

export * from "../docusign-jwt/slim.js";

/** Compiles and hands over the module; before that, nothing else of the package may be used. */
export async function start() {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const wasm = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  init(await WebAssembly.compile(await new Response(wasm).arrayBuffer()));
}
