// Makes store.json: records as they lie in a store, made by OpenSSL and not by the code that is tested, and which
// secrets the package takes.
//   node tests/vectors/store.mjs > tests/vectors/store.json
import { createCipheriv, createHmac, hkdfSync } from "node:crypto";
import { isGuessable } from "../../pkg/lib/store/secret_strength.js";

const SECRETS = ["0j4jHnF9yq1yQx0xkYb2XnZtQ4p7mVwS8rLkTgUeDzA=", "Pj3x0m8m3UGuE4tqk0m0rN7cZbq6yVQp1sX9fLw2dHE="];
const CLIENT = "c0000000-0000-4000-8000-000000000001";
const USER = "a0000000-0000-4000-8000-000000000001";
const NOW = Date.UTC(2026, 10, 26);

function record({ secret, nonce, host, user, scopes, stored }) {
  const key = (info, length) => Buffer.from(hkdfSync("sha256", secret, "docusign-jwt store 1", info, length));
  const id = key("id", 8).toString("base64url");
  const cacheKey = `${host} ${CLIENT} ${user} ${scopes}`;
  const name = createHmac("sha256", key("name", 32)).update(cacheKey).digest("base64url");
  const cipher = createCipheriv("aes-256-gcm", key("encryption", 32), Buffer.from(nonce, "hex"));
  cipher.setAAD(Buffer.from(`docusign-jwt 1 ${id} token\n${cacheKey}`));
  const plain = JSON.stringify(stored);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
  const text = `1.${id}.${Buffer.from(nonce, "hex").toString("base64url")}.${sealed}`;
  return { secret, nonce, cacheKey, plain, name, record: text, accessToken: stored.token.accessToken };
}

const token = { accessToken: "eyJ0.eyJ1.x-_", tokenType: "Bearer", expiresAt: NOW + 3_600_000 };
const place = { host: "account-d.docusign.com", user: USER, scopes: "impersonation signature" };
const records = [
  { ...place, secret: SECRETS[0], nonce: "000102030405060708090a0b", stored: { token, receivedAt: NOW } },
  {
    ...place,
    secret: SECRETS[1],
    nonce: "fffefdfcfbfaf9f8f7f6f5f4",
    stored: { token: { ...token, scopes: ["signature"] }, receivedAt: NOW - 60_000, afterRefusal: true },
  },
].map(record);

const bytes = (at) => Buffer.from(Array.from({ length: 32 }, (_, index) => at(index) & 255));
const secrets = [
  ...["a".repeat(32), "ab".repeat(16), "s3cret".repeat(6), "x7!kQ".repeat(8), "0123456789012345"],
  ...["0123456789abcdef0123456789abcdef", "000102030405060708090a0b0c0d0e0f", "abcdefghijklmnopqrstuvwxyz"],
  ...["zyxwvutsrqponmlkjihgfedcba", "qwertyuiopasdfghjklzxcvbnm", "passwordpassword", "P@ssw0rd!P@ssw0rd!"],
  ...["password1234567890", "supersecretkey2026", "change-me-please-change-me", "docusign-jwt-store-secret"],
  ...["00000000-0000-0000-0000-000000000000", "2026-11-26-2026-11-26", "9f86d081884c7d65", "8362047915530284"],
  ...["ÀÉÎÕÜÀÉÎÕÜàéîõü", "a secret of the tests, 32 bytes.", "correct horse battery staple", "83620479155302849917"],
  ...["7f3c1d90-58e2-4b06-9a4f-c2d811e6b357", "7F3C1D90-58E2-4B06-9A4F-C2D811E6B357", "Zq8vX2mLp0RtYw4K"],
  ...["zq8vx2mlp0rtyw4k", "kR7-pW_2xVn9bQ4t", "hunter2hunter2hunter2", "9f11e70281d460aa3c950ef84277bd19", ...SECRETS],
  Buffer.alloc(32).toString("base64"),
  Buffer.from("password password password").toString("base64"),
  Buffer.from("password password password").toString("base64url").replaceAll("", " ").trim(),
  Buffer.alloc(32),
  ...[bytes(() => 255), bytes((at) => at), bytes((at) => 200 - at), bytes((at) => at * 7), bytes((at) => (at % 2) * 255)],
  Buffer.from("9f11e70281d460aa3c950ef84277bd19", "hex"),
].map((secret) => {
  const all = Buffer.from(secret);
  return { hex: all.toString("hex"), guessable: isGuessable(all) };
});

console.log(JSON.stringify({ now: NOW, records, secrets }, undefined, 2));
