// Responses that are not Docusign's, and connections that break: over a network, and by the emulator's own fetch.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth, NetworkError, OAuthError, ResponseError } from "docusign-jwt";
import { CLIENT, pem, startEmulator, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const FAULTS = [
  [{ kind: "html" }, "response_not_json", ResponseError],
  [{ kind: "garbage" }, "response_not_json", ResponseError],
  [{ kind: "empty" }, "response_not_json", ResponseError],
  [{ kind: "huge" }, "response_too_large", ResponseError],
  [{ kind: "redirect" }, "response_redirected", ResponseError],
  [{ kind: "cut" }, "network_failed", NetworkError],
  // The emulator's page is one of a proxy, and says so.
  [{ kind: "html", status: 502 }, "response_not_json", ResponseError],
  [{ kind: "html", status: 403 }, "response_not_json", ResponseError],
  [{ kind: "empty", status: 502 }, "server_error", OAuthError],
  [{ kind: "html", status: 400 }, "response_not_json", ResponseError],
  [{ status: 200 }, "response_invalid", ResponseError],
];

/** The error of a token request to an emulator. */
async function failure({ connection }, timeout) {
  const options = { clientId: CLIENT, userId: user(1), privateKey: pem(), retry: false };
  try {
    await new DocusignAuth({ ...options, ...connection, timeout }).getAccessToken();
  } catch (error) {
    return error;
  }
  throw new Error("a token came");
}

for (const [where, start] of [
  ["over a network", startEmulator],
  ["in this process", emulatorHere],
]) {
  test(`broken responses ${where} are coded errors within the timeout`, async () => {
    const emulator = await start();
    try {
      for (const [fault, code, type] of FAULTS) {
        await emulator.faults({ path: "/oauth/token", ...fault });
        const begun = Date.now();
        const error = await failure(emulator, 5000);
        assert.equal(error.code, code, `${JSON.stringify(fault)} ${error.message}`);
        assert.ok(error instanceof type, code);
        assert.ok(Date.now() - begun < 5000);
      }
      await emulator.faults({ path: "/oauth/token", kind: "hang" });
      const slow = await failure(emulator, 500);
      assert.ok(slow instanceof NetworkError);
      assert.equal(slow.code, "timeout");
      assert.equal(slow.timeout, true);
    } finally {
      emulator.stop();
    }
  });
}

test("nobody listens", async () => {
  const gone = await failure({ connection: { environment: { authServer: "http://127.0.0.1:9" } } }, 5000);
  assert.equal(gone.code, "network_failed");
  assert.match(gone.message, /ECONNREFUSED|bad port/);
  assert.ok(gone.cause instanceof Error);
});
