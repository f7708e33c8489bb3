// DocusignAuth.fromEnv: the variables of the command line, in every shape in which platforms hand them over.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { SETTINGS } from "../../../pkg/cli/setting_table.js";

const ENV = { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_USER_ID: user(1), DOCUSIGN_PRIVATE_KEY: pem() };
const refusal = (env, options) => {
  try {
    DocusignAuth.fromEnv(env, options);
  } catch (error) {
    return error;
  }
  return assert.fail("it was accepted");
};

test("a client", () => {
  const auth = DocusignAuth.fromEnv(ENV);
  assert.deepEqual(auth.toJSON(), {
    clientId: CLIENT,
    userId: user(1),
    environment: "demo",
    scopes: ["signature", "impersonation"],
  });
  const all = {
    ...ENV,
    DOCUSIGN_ENVIRONMENT: " production ",
    DOCUSIGN_SCOPES: "signature click.manage",
    DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
    DOCUSIGN_TIMEOUT: "5000",
    DOCUSIGN_ACCOUNT_ID: "",
  };
  const more = DocusignAuth.fromEnv(all);
  assert.equal(more.toJSON().environment, "production");
  assert.deepEqual(more.toJSON().scopes, ["signature", "click.manage", "impersonation"]);
  assert.match(more.consentUrl(), /redirect_uri=https%3A%2F%2Fexample\.com%2Fcallback/);
  assert.equal(DocusignAuth.fromEnv(all, { environment: "demo", userId: user(2) }).userId, user(2));
  assert.equal(DocusignAuth.fromEnv(all, { userId: undefined }).userId, user(1), "undefined replaces nothing");
  const server = DocusignAuth.fromEnv({ ...ENV, DOCUSIGN_AUTH_SERVER: "http://localhost:8080" });
  assert.equal(server.toJSON().environment, "custom");
});

test("a signer takes the place of the key, and a subclass stays one", () => {
  class Ours extends DocusignAuth {}
  const { DOCUSIGN_PRIVATE_KEY, ...env } = ENV;
  assert.ok(Ours.fromEnv(env, { signer: { sign: () => new Uint8Array(256) } }) instanceof Ours);
  assert.ok(DocusignAuth.fromEnv(ENV, { signer: { sign: () => new Uint8Array(256) } }) instanceof DocusignAuth);
});

test("every variable that is missing is named at once", () => {
  const error = refusal({});
  assert.equal(error.code, "option_missing");
  assert.match(error.message, /DOCUSIGN_CLIENT_ID and DOCUSIGN_PRIVATE_KEY are missing/);
  assert.match(refusal({ DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_PRIVATE_KEY: "  " }).message, /^DOCUSIGN_PRIVATE_KEY is missing/);
  const file = refusal({ ...ENV, DOCUSIGN_PRIVATE_KEY: undefined, DOCUSIGN_PRIVATE_KEY_FILE: "key.pem" });
  assert.match(file.message, /only the command line reads DOCUSIGN_PRIVATE_KEY_FILE/);
});

test("an error names the variable, and the option where that was given", () => {
  const userId = refusal({ ...ENV, DOCUSIGN_USER_ID: "ann@example.com" });
  assert.equal(userId.code, "user_id_is_email");
  assert.match(userId.message, /DOCUSIGN_USER_ID/);
  assert.doesNotMatch(userId.message, /\buserId\b(?!\))/);
  const given = refusal(ENV, { userId: "x" });
  assert.match(given.message, /\buserId\b/);
  assert.match(refusal({ ...ENV, DOCUSIGN_CLIENT_ID: "x" }).message, /DOCUSIGN_CLIENT_ID/);
  assert.match(refusal({ ...ENV, DOCUSIGN_TIMEOUT: "soon" }).message, /DOCUSIGN_TIMEOUT/);
  assert.match(refusal({ ...ENV, DOCUSIGN_ACCOUNT_ID: "123" }).message, /DOCUSIGN_ACCOUNT_ID/);
  const conflict = refusal({ ...ENV, DOCUSIGN_ENVIRONMENT: "demo", DOCUSIGN_AUTH_SERVER: "http://localhost:1" });
  assert.match(conflict.message, /DOCUSIGN_ENVIRONMENT and DOCUSIGN_AUTH_SERVER cannot be combined/);
});

test("variables that are none, that throw, that are bindings", () => {
  for (const env of [undefined, null, "DOCUSIGN_CLIENT_ID=x", 7]) assert.equal(refusal(env).code, "option_invalid");
  const throwing = new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
    },
  );
  assert.equal(refusal(throwing).code, "option_invalid");
  const binding = { get: async () => pem() };
  assert.match(refusal({ ...ENV, DOCUSIGN_PRIVATE_KEY: binding }).message, /await/i);
});

test("they are those of the command line", () => {
  const read = [];
  const watching = new Proxy({}, { get: (_, name) => (read.push(name), undefined) });
  assert.equal(refusal(watching).code, "option_missing");
  const known = SETTINGS.map(({ variable }) => variable).sort();
  assert.deepEqual([...new Set(read)].sort(), known);
});
