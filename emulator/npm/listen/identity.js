/** A key and a certificate for TLS, of an authority that lives as long as the server. */
import { generateKeyPairSync, sign } from "node:crypto";
import { certify } from "../lib/core.js";

/** The server's key and certificate, and the authority's certificate, in PEM. */
export function identity() {
  const [authority, server] = [pair(), pair()];
  const signs = (message) => sign("sha256", message, authority.privateKey);
  const [ca, cert] = certify(point(authority), signs, point(server));
  return { key: server.privateKey.export({ type: "pkcs8", format: "pem" }), cert, ca };
}

const pair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

/** The public key as an uncompressed point (SEC 1, section 2.3.3). */
function point({ publicKey }) {
  const { x, y } = publicKey.export({ format: "jwk" });
  return Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
}
