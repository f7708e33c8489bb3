import { CLIENT, SCOPES, USER } from "../claims.mjs";

// The package in its place, or one with another core.
const { PrivateKey, signAssertion } = await import(process.env.DOCUSIGN_JWT ?? "docusign-jwt");

const options = { clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES };

export default (pem) => {
  const privateKey = PrivateKey.parse(pem);
  return (now) => signAssertion({ ...options, privateKey, now });
};
