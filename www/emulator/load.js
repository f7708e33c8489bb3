// Replaces `#wasm` of the package docusign-emulator: the page compiles asynchronously, and fetches nothing.
import { unpack } from "../page/app/unpack.js";
import base64 from "./packed.js";

let compiled;
let module;

/** Compiles the core, once. */
export async function compile() {
  compiled ??= unpack(base64);
  module = await compiled;
}

/** The core, compiled before. */
export const load = () => module;
