// The SDK makes an assertion only to send it at once: what is in the request is read, and nothing is sent.
import { createRequire } from "node:module";
import { AUDIENCE, CLIENT, LIFETIME, SCOPES, USER } from "../claims.mjs";

const require = createRequire(import.meta.url);
const { ApiClient } = require("docusign-esign");

let sent;
require("axios").request = ({ data: { assertion } }) => {
  sent = assertion;
  return new Promise(() => {});
};

/** It reads the key anew each time, and its clock is the system's. */
export default (pem) => {
  const client = new ApiClient({ oAuthBasePath: AUDIENCE });
  return () => {
    client.requestJWTUserToken(CLIENT, USER, SCOPES, pem, LIFETIME);
    return sent;
  };
};
