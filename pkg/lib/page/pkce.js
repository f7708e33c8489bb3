import { randomForPkce } from "../core/consent_input.js";
import { sha256 } from "./sha256.js";

/**
 * A code verifier with its challenge (RFC 7636), and a state.
 *
 * @returns {import("../../index.js").Pkce}
 */
export function createPkce() {
  const random = randomForPkce();
  const codeVerifier = base64url(random.subarray(0, 32));
  return { codeVerifier, codeChallenge: base64url(sha256(codeVerifier)), state: base64url(random.subarray(32)) };
}

/** @param {Uint8Array | number[]} bytes */
function base64url(bytes) {
  const letters = { "+": "-", "/": "_", "=": "" };
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (sign) => letters[/** @type {keyof typeof letters} */ (sign)]);
}
