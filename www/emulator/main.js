// The emulator of the panel Try it. It is a separate file, which the page loads when the panel opens.
import { createEmulator as create } from "docusign-emulator";
import { compile } from "./load.js";

/** An emulator in this page, as the npm package docusign-emulator makes it. */
export async function createEmulator(options) {
  await compile();
  return create(options);
}
