// The same in a page.
import { PrivateKey, signAssertion } from "docusign-jwt";
import { pathOf, watchSigner } from "../../runtimes/signing_path.js";
import { CLIENT, SCOPES, USER } from "./claims.mjs";

const keys = new Map();
watchSigner();

globalThis.signed = ({ pem, now, count }) => {
  const begun = performance.now();
  if (!keys.has(pem)) keys.set(pem, PrivateKey.parse(pem));
  const options = { clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES, privateKey: keys.get(pem) };
  const assertions = [];
  for (let at = 0; at < count; at += 1) assertions.push(signAssertion({ ...options, now: now + at * 1000 }));
  const milliseconds = performance.now() - begun;
  return { milliseconds, assertions, path: pathOf(1, () => signAssertion({ ...options, now })) };
};
