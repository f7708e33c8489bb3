// The stages up to the first assertion, in a fresh process of Node, Deno or Bun: one peer. Prints milliseconds.
import process from "node:process";
import { CLIENT, SCOPES, USER } from "../sign/claims.mjs";
import { stages } from "./stages.js";

const [, , peer, pem, now] = process.argv;

/** `module` loads the peer's code, `key` reads the key, `sign` makes the assertion. */
const PEERS = {
  async "docusign-jwt"() {
    const { PrivateKey, signAssertion } = await import(process.env.DOCUSIGN_JWT ?? "docusign-jwt");
    return {
      key: () => PrivateKey.parse(pem),
      sign: (privateKey) =>
        signAssertion({ clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES, privateKey, now: Number(now) }),
    };
  },
  async jose() {
    const { SignJWT, importPKCS8 } = await import("jose");
    const { HEADER, claims } = await import("../sign/claims.mjs");
    return {
      key: () => importPKCS8(pem, HEADER.alg),
      sign: (key) => new SignJWT(claims(Number(now))).setProtectedHeader(HEADER).sign(key),
    };
  },
  async "docusign-esign"() {
    const { default: open } = await import("../sign/peers/docusign_esign.mjs");
    // It reads the key anew for each assertion.
    return { key: () => open(pem), sign: (make) => make() };
  },
};

console.log(JSON.stringify(await stages(PEERS[peer])));
