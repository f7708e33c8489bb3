import { createEmulator } from "./index.js";

export function useDocusign(options, { afterEach = globalThis.afterEach } = {}) {
  if (typeof afterEach !== "function") {
    throw new TypeError(
      "useDocusign needs afterEach. Call it in a test file, or pass { afterEach } of @jest/globals as the second argument.",
    );
  }
  const emulator = createEmulator(options);
  afterEach(() => emulator.reset());
  return emulator;
}
