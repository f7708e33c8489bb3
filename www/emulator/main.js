// The emulator of the panel Try it, in a separate file. The page loads it when you open that panel.
import { createEmulator as create } from "docusign-emulator";
import { compile } from "./load.js";

/** An emulator in this page, as the npm package docusign-emulator makes it. */
export async function createEmulator(options) {
  await compile();
  return create(options);
}
