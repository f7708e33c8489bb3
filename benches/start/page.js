// The stages in a page. The modules are in its bundle; a fresh context imports them anew.
import { CLIENT, SCOPES, USER } from "../sign/claims.mjs";
import { stages } from "./stages.js";

const PEERS = {
  async "docusign-jwt"(pem, now) {
    const { PrivateKey, signAssertion } = await import("docusign-jwt");
    return {
      key: () => PrivateKey.parse(pem),
      sign: (privateKey) => signAssertion({ clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES, privateKey, now }),
    };
  },
  async jose(pem, now) {
    const { SignJWT, importPKCS8 } = await import("jose");
    const { HEADER, claims } = await import("../sign/claims.mjs");
    return {
      key: () => importPKCS8(pem, HEADER.alg),
      sign: (key) => new SignJWT(claims(now)).setProtectedHeader(HEADER).sign(key),
    };
  },
};

globalThis.stagesOf = (peer, pem, now) => stages(() => PEERS[peer](pem, now));
