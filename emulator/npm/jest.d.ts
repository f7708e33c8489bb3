import type { DocusignEmulator, EmulatorOptions } from "./index.js";

/** Starts an emulator for a test file, and resets it after each test.
 *
 * It works wherever `afterEach` is global: in Jest, and in vitest with `globals`. Elsewhere pass `afterEach`.
 *
 * @throws TypeError if there is no `afterEach`.
 *
 * @example
 * ```ts
 * import { useDocusign } from "docusign-emulator/jest";
 *
 * const docusign = useDocusign();
 *
 * test("gets a token", async () => {
 *   const auth = new DocusignAuth({ ...docusign.credentials("consented"), fetch: docusign.fetch });
 *   expect(await auth.getAccessToken()).toBeTruthy();
 * });
 * ```
 */
export function useDocusign(options?: EmulatorOptions, hooks?: { afterEach: (reset: () => void) => unknown }): DocusignEmulator;
