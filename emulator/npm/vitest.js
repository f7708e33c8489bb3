import { test as base } from "vitest";
import { createEmulator } from "./index.js";

export function createTest(options) {
  let emulator;
  return base.extend({
    // vitest reads from the parameter which other fixtures this one needs.
    // biome-ignore lint/correctness/noEmptyPattern: vitest takes no other name for nothing.
    docusign: async ({}, use) => {
      emulator ??= createEmulator(options);
      try {
        await use(emulator);
      } finally {
        emulator.reset();
      }
    },
  });
}

export const test = createTest();
