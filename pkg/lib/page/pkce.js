import { randomForPkce } from "../core/consent_input.js";
import { sha256 } from "./sha256.js";

/**
 * Returns a code verifier with its challenge (RFC 7636), and a state.
 *
 * @returns {import("../../index.js").Pkce}
 */
export function createPkce() {
  const random = randomForPkce();
  const codeVerifier = base64url(random.subarray(0, 32));
  return { codeVerifier, codeChallenge: base64url(sha256(codeVerifier)), state: base64url(random.subarray(32)) };
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @param {Uint8Array | number[]} bytes */
function base64url(bytes) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{1,6}/g, (six) => ALPHABET.charAt(Number.parseInt(six.padEnd(6, "0"), 2)));
}
