// The emulator is a test server with public keys: nobody from elsewhere reaches it, and nothing of the machine through it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { text } from "node:stream/consumers";
import { startEmulator } from "../../../runtimes/emulator.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

/** A request as it is written, without what fetch would mend. */
async function ask(path, { host, method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(emulator.origin);
  const asked = request({ hostname, port, path, method, headers: { ...headers, ...(host && { host }) }, setHost: !host });
  asked.on("error", () => {});
  asked.end(body);
  const [response] = await once(asked, "response");
  return { status: response.statusCode, body: await text(response) };
}

test("it listens on this machine alone, and says that its keys are public", async () => {
  const program = process.env.DOCUSIGN_EMULATOR;
  for (const address of ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"]) {
    const child = spawn(program, ["--listen", address]);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    assert.notEqual(code, 0, address);
    assert.match(said, /not on this machine\. The emulator's keys are public/);
  }
  const child = spawn(program, ["--listen", "127.0.0.1:0"]);
  const [banner] = await once(child.stderr, "data");
  child.kill();
  assert.match(String(banner), /its keys are public/);
  assert.match((await ask("/")).body, /keys are public/);
});

test("a page of elsewhere whose name leads here gets nothing (DNS rebinding)", async () => {
  const { port } = new URL(emulator.origin);
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1"]) {
    for (const path of ["/", "/__emulator/log", "/__emulator/mail", "/oauth/auth?client_id=x"]) {
      assert.equal((await ask(path, { host })).status, 421, `${host} ${path}`);
    }
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, `a.localhost:${port}`]) {
    assert.equal((await ask("/__emulator/log", { host })).status, 200, host);
  }
});

test("no path leads to a file", async () => {
  const up = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "....//", "%252e%252e%252f", "..%c0%af"];
  for (const step of up) {
    for (const base of ["/", "/oauth/", "/Signing/", "/restapi/v2.1/accounts/x/envelopes/y/documents/", "/__emulator/"]) {
      const answer = await ask(`${base}${step.repeat(9)}etc/passwd`);
      assert.ok(answer.status >= 400, `${base}${step} ${answer.status}`);
      assert.ok(!answer.body.includes("root:"), step);
    }
  }
  for (const path of ["//etc/passwd", "/file:///etc/passwd", "/Cargo.toml", "/fixtures/integration.pem", "/etc/passwd%00"]) {
    assert.ok((await ask(path)).status >= 400, path);
  }
});

test("bodies have bounds", async () => {
  const long = "a".repeat(70_000);
  for (const path of ["/oauth/token", "/oauth/auth", "/__emulator/faults", "/__emulator/consents", "/Signing/Done"]) {
    const headers = { "content-type": path.startsWith("/__") ? "application/json" : "application/x-www-form-urlencoded" };
    const answer = await ask(path, { method: "POST", headers, body: `a=${long}` });
    assert.equal(answer.status, 413, path);
  }
  const { hostname, port } = new URL(emulator.origin);
  const socket = connect(port, hostname);
  socket.on("error", () => {});
  socket.write(`GET /${"a".repeat(2 << 20)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const answer = await text(socket);
  assert.doesNotMatch(answer, /^HTTP\/1.1 200/);
  assert.equal((await ask("/__emulator/log")).status, 200, "it goes on");
});
