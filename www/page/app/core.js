// Starts the package with inline WebAssembly, without a connection.
import base64 from "../core-packed.js";
import { init } from "../docusign-jwt/slim.js";
import { unpack } from "./unpack.js";

export * from "../docusign-jwt/slim.js";

/** Compiles and sets the module. Call it before anything else of the package. */
export const start = async () => init(await unpack(base64));
