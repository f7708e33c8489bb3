import type { HttpHandler } from "msw";
import type { DocusignEmulator } from "./index.js";

/** Handlers for msw that send all requests to Docusign's host names to an emulator.
 *
 * The application needs no `fetch` of the emulator, and stays as it is.
 *
 * @example
 * ```ts
 * import { setupServer } from "msw/node";
 * import { createEmulator } from "docusign-emulator";
 * import { docusignHandlers } from "docusign-emulator/msw";
 *
 * const docusign = createEmulator();
 * const server = setupServer(...docusignHandlers(docusign));
 * server.listen();
 * ```
 */
export function docusignHandlers(emulator: DocusignEmulator): HttpHandler[];
