import { createPrivateKey, sign } from "node:crypto";
import { signingInput } from "../claims.mjs";

export default (pem) => {
  const key = createPrivateKey(pem);
  return (now) => {
    const input = signingInput(now);
    return `${input}.${sign("sha256", Buffer.from(input), key).toString("base64url")}`;
  };
};
