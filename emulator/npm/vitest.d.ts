import type { TestAPI } from "vitest";
import type { DocusignEmulator, EmulatorOptions } from "./index.js";

/** What a test gets.
 *
 * @example
 * ```ts
 * test("my app", async ({ docusign }: DocusignFixture) => {});
 * ```
 */
export interface DocusignFixture {
  /** One emulator for a worker, reset after each test that uses it. */
  docusign: DocusignEmulator;
}

/** vitest's `test` with the fixture `docusign`, of the default people.
 *
 * Run tests that use it one after another: those of `test.concurrent` in one file share the emulator.
 *
 * @example
 * ```ts
 * import { expect } from "vitest";
 * import { test } from "docusign-emulator/vitest";
 *
 * test("asks for consent", async ({ docusign }) => {
 *   const auth = new DocusignAuth({ ...docusign.credentials("unconsented"), fetch: docusign.fetch });
 *   await expect(auth.getAccessToken()).rejects.toThrow("consent");
 * });
 * ```
 */
export const test: TestAPI<DocusignFixture>;

/** Creates such a `test` for your own configuration.
 *
 * @example
 * ```ts
 * const test = createTest({ users: [{ id: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", email: "ann@example.com" }] });
 * ```
 */
export function createTest(options?: EmulatorOptions): TestAPI<DocusignFixture>;
