import { DocusignAuth, PrivateKey, createPkce, signAssertion } from "docusign-jwt";
import { expect, test } from "vitest";

const { DOCUSIGN_CLIENT_ID: clientId, DOCUSIGN_USER_ID: userId, DOCUSIGN_PRIVATE_KEY: privateKey } = process.env;
const environment = { authServer: process.env.DOCUSIGN_AUTH_SERVER };
const bytes = (text) => new TextEncoder().encode(text);

test("bytes of any realm are read and signed", () => {
  const key = PrivateKey.parse(bytes(privateKey));
  expect(key.bits).toBe(2048);
  // RS256 has one signature for a message; this one is OpenSSL's.
  expect(btoa(String.fromCharCode(...key.sign(bytes("what is signed"))))).toBe(process.env.SIGNATURE);
  expect(key.sign(Buffer.from("what is signed")).length).toBe(256);
  expect(signAssertion({ clientId, userId, privateKey, environment: "demo" }).split(".").length).toBe(3);
  expect(createPkce().codeVerifier.length).toBeGreaterThan(40);
});

test("a token, userinfo and a call, with signals of this realm", async () => {
  const auth = new DocusignAuth({ clientId, userId, privateKey, environment, retry: false });
  const { signal } = new AbortController();
  expect(await auth.getAccessToken({ signal })).toBe(await auth.getAccessToken());
  expect((await auth.getUserInfo({ signal: AbortSignal.timeout(5000) })).userId).toBe(userId);
  const path = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
  const response = await auth.fetch(new URL(`${environment.authServer}/oauth/userinfo`), { signal });
  expect((await response.json()).sub).toBe(userId);
  expect((await auth.fetch(path, { headers: new Headers({ accept: "application/json" }), signal })).status).toBe(200);
  const gone = AbortSignal.abort(new Error("enough"));
  await expect(auth.getAccessToken({ signal: gone })).rejects.toThrow("enough");
});

test("a signer's bytes", async () => {
  const key = PrivateKey.parse(privateKey);
  const signer = { sign: async (data) => key.sign(data).buffer };
  const auth = new DocusignAuth({ clientId, userId, signer, environment, retry: false });
  expect(await auth.getAccessToken()).toMatch(/^eyJ/);
});
