import { DocusignAuth } from "docusign-jwt";

/** One client for the process: Next loads this module once for each bundle. */
export const docusign = () =>
  (globalThis.__docusign ??= new DocusignAuth({
    clientId: process.env.DOCUSIGN_CLIENT_ID,
    userId: process.env.DOCUSIGN_USER_ID,
    privateKey: process.env.DOCUSIGN_PRIVATE_KEY,
    environment: { authServer: process.env.DOCUSIGN_AUTH_SERVER },
  }));
