import { Buffer } from "node:buffer";
import { PrivateKey } from "../index.js";

/**
 * A key as text for a file of variables; throws for what is none.
 *
 * @param {string | Uint8Array} given
 * @returns {string}
 */
export function textOfKey(given) {
  const key = PrivateKey.parse(given);
  const { format } = key;
  key.free();
  if (typeof given !== "string" && format.endsWith("DER")) {
    const label = format.startsWith("PKCS#1") ? "RSA PRIVATE KEY" : "PRIVATE KEY";
    const lines =
      Buffer.from(given)
        .toString("base64")
        .match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join("\n");
  }
  const text = typeof given === "string" ? given : new TextDecoder().decode(given);
  return text.replaceAll(/\r\n?/g, "\n").replaceAll("\\n", "\n").trim();
}
