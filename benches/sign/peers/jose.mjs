import { SignJWT, importPKCS8 } from "jose";
import { HEADER, claims } from "../claims.mjs";

export default async (pem) => {
  const key = await importPKCS8(pem, HEADER.alg);
  return (now) => new SignJWT(claims(now)).setProtectedHeader(HEADER).sign(key);
};
