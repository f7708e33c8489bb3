// Standard input and output as shells and other programs make them: without blocking, late, or closed by a reader.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { account, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";

const { project, env } = await installed();
const CLI = `${project.folder}/node_modules/.bin/docusign-jwt`;
const python = process.env.PYTHON;
assert.ok(python, "PYTHON names no program; run this by cargo xtask test");
/** Makes standard input one that does not block, and becomes the command. */
const NON_BLOCKING = `${python} -c 'import os, sys; os.set_blocking(0, False); os.execv(sys.argv[1], sys.argv[1:])' "$CLI"`;

/** Runs a line of bash that fails when any of its commands does. */
const bash = (line, more) => project.run("bash", ["-o", "pipefail", "-c", line], env({ CLI, ...more }));

let api;
before(async () => {
  const server = createServer((request, response) => {
    const json = (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/oauth/token") return json({ access_token: "secret-token", token_type: "Bearer", expires_in: 3600 });
    if (request.url === "/oauth/userinfo") {
      const accounts = [{ account_id: account(1), account_name: "Example", is_default: true, base_uri: origin(server) }];
      return json({ sub: user(1), name: "Ann", email: "ann@example.com", accounts });
    }
    if (request.method === "POST") return request.pipe(response);
    // More than any pipe holds.
    response.writeHead(200, { "content-type": "text/plain" });
    for (let line = 0; line < 2000; line += 1) response.write(`${"x".repeat(999)}\n`);
    return response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  api = { server, variables: { DOCUSIGN_AUTH_SERVER: origin(server) } };
});
after(() => {
  api.server.closeAllConnections();
  api.server.close();
});
const origin = (server) => `http://127.0.0.1:${server.address().port}`;

test("standard input that does not block is waited for, in pieces", async () => {
  const [begin, end] = [pem().slice(0, 500), pem().slice(500)];
  const slowly = `(sleep 0.3; printf %s "$BEGIN"; sleep 0.3; printf %s "$END")`;
  const key = await bash(`${slowly} | ${NON_BLOCKING} inspect-key --key-file -`, { BEGIN: begin, END: end });
  assert.deepEqual([key.status, key.stderr], [0, ""]);
  assert.match(key.stdout, /^bits: 2048$/m);
  const text = await bash(`${slowly} | ${NON_BLOCKING} explain`, { BEGIN: '400 {"error":"consent', END: '_required"}' });
  assert.deepEqual([text.status, text.stderr], [0, ""]);
  assert.match(text.stdout, /^consent_required: /);
  const assertion = await bash(`("$CLI" assertion; sleep 0.3) | ${NON_BLOCKING} inspect-assertion`);
  assert.deepEqual([assertion.status, assertion.stderr], [0, ""]);
  const sent = await bash(`${slowly} | ${NON_BLOCKING} fetch /restapi/x -d @-`, { BEGIN: "begin ", END: "end", ...api.variables });
  assert.deepEqual([sent.status, sent.stdout, sent.stderr], [0, "begin end", ""]);
});

test("standard input that is closed is empty", async () => {
  for (const [args, code] of [
    ["inspect-key --key-file -", 4],
    ["explain", 2],
    ["inspect-assertion", 2],
  ]) {
    const { status, stdout, stderr } = await bash(`"$CLI" ${args} <&-`);
    assert.equal(status, code, stderr);
    assert.equal(stdout, "");
    assert.doesNotMatch(stderr, /unforeseen/);
  }
});

test("a reader that has enough is no failure, and hears nothing more", async () => {
  for (const line of [
    `"$CLI" completion bash | head -n 1`,
    `"$CLI" --help | head -n 1`,
    `"$CLI" fetch /restapi/x | head -n 1`,
    `"$CLI" fetch /restapi/x -i | head -n 1`,
    `"$CLI" doctor | (exec <&-)`,
    `"$CLI" tokn 2>&1 >/dev/null | (exec <&-)`,
  ]) {
    const { status, stderr } = await bash(`${line}; echo "\${PIPESTATUS[0]}" >&2`, api.variables);
    assert.equal(status, 0);
    assert.match(stderr, /^[02]\n$/, `${line}: ${stderr}`);
  }
  const first = await bash(`"$CLI" fetch /restapi/x | head -n 1`, api.variables);
  assert.deepEqual([first.status, first.stdout.length, first.stderr], [0, 1000, ""]);
});

test("a result that cannot be written is a failure", async () => {
  for (const args of ["token", "fetch /restapi/x", "doctor"]) {
    const { status, stderr } = await bash(`"$CLI" ${args} > /dev/full`, api.variables);
    assert.equal(status, 2);
    assert.match(stderr, /^docusign-jwt: Standard output cannot be written: ENOSPC\.\nCheck .+\n\[file_unwritable\]\n$/);
  }
});
