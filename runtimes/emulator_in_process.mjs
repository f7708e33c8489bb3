// The emulator's npm package in the test's own process, steered as the native server is.
import { createEmulator } from "docusign-emulator";
import { Emulator } from "./emulator.mjs";

/** Nobody listens there, and fetch refuses this port: a client without the emulator's fetch fails at once. */
const ORIGIN = "http://127.0.0.1:1";

/** A Docusign of the test's own. Nothing needs to be stopped. */
export function emulatorHere(options) {
  const { fetch } = createEmulator(options);
  return new Emulator(ORIGIN, { fetch, stop() {} });
}
