import { DocusignAuth } from "docusign-jwt";

const { DOCUSIGN_CLIENT_ID: clientId, DOCUSIGN_USER_ID: userId, DOCUSIGN_PRIVATE_KEY: privateKey } = process.env;
const environment = { authServer: process.env.DOCUSIGN_AUTH_SERVER };

/** A client without a token, so that each page sends its own requests. */
export const newClient = () => new DocusignAuth({ clientId, userId, privateKey, environment });
