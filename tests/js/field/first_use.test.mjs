// The error that most people meet first: no consent yet, and no redirect URI to make a link of.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, pem, user } from "../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../runtimes/emulator_in_process.mjs";

test("a first call without consent says how to get the link", async () => {
  const auth = new DocusignAuth({ clientId: CLIENT, userId: user(1), privateKey: pem(), ...emulatorHere().connection });
  const error = await auth.getAccessToken().catch((thrown) => thrown);
  assert.equal(error.code, "consent_required");
  assert.equal(error.consentUrl, undefined);
  assert.match(error.message, /redirectUri/);
  assert.match(error.adminConsentHelp, new RegExp(CLIENT));
});
