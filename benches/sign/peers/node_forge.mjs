import forge from "node-forge";
import { signingInput } from "../claims.mjs";

export default (pem) => {
  const key = forge.pki.privateKeyFromPem(pem);
  return (now) => {
    const input = signingInput(now);
    const digest = forge.md.sha256.create().update(input);
    return `${input}.${Buffer.from(key.sign(digest), "binary").toString("base64url")}`;
  };
};
