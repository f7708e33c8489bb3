// The package, started with its wasm inline: the page needs no connection for it.
import base64 from "../core-packed.js";
import { init } from "../docusign-jwt/slim.js";
import { unpack } from "./unpack.js";

export * from "../docusign-jwt/slim.js";

/** Compiles and hands over the module; before that, nothing else of the package may be used. */
export const start = async () => init(await unpack(base64));
