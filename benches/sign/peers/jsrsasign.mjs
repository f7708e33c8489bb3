import jsrsasign from "jsrsasign";
import { HEADER, claims } from "../claims.mjs";

const { KEYUTIL, KJUR } = jsrsasign;

export default (pem) => {
  const key = KEYUTIL.getKey(pem);
  return (now) => KJUR.jws.JWS.sign(HEADER.alg, HEADER, claims(now), key);
};
