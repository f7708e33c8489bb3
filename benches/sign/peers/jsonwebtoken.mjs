import { createPrivateKey } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { HEADER, claims } from "../claims.mjs";

export default (pem) => {
  const key = createPrivateKey(pem);
  return (now) => jsonwebtoken.sign(claims(now), key, { algorithm: HEADER.alg });
};
