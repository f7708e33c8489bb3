import process from "node:process";
import { pathOf, watchSigner } from "../../../runtimes/signing_path.js";
import { CLIENT, SCOPES, USER } from "../claims.mjs";

// As an engine that refuses the second module.
if (process.env.CORE_ALONE) WebAssembly.validate = () => false;
watchSigner();

// The package in its place, or one with another core.
const { PrivateKey, signAssertion } = await import(process.env.DOCUSIGN_JWT ?? "docusign-jwt");

const options = { clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES };

export default (pem) => {
  const privateKey = PrivateKey.parse(pem);
  const sign = (now) => signAssertion({ ...options, privateKey, now });
  /** By which arithmetic. */
  sign.path = (now) => pathOf(1, () => sign(now));
  return sign;
};
