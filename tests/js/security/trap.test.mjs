// A core that fails is replaced, and nobody but who was using it notices.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as docusign from "docusign-jwt";
import { glue } from "../../../node_modules/docusign-jwt/node/internal.cjs";
import { pem } from "../../../runtimes/emulator.mjs";
import { assertCoded, assertUsable, attempt, options } from "../harness/hostile.mjs";

const { DocusignAuth, PrivateKey } = docusign;

/** Leaves the core no memory, so that the next allocation of any size is a real trap. */
function exhaust() {
  const { memory } = glue.initSync();
  for (let pages = 32_768; pages >= 1; pages = Math.floor(pages / 2)) {
    try {
      for (;;) memory.grow(pages);
    } catch {
      // It cannot grow by so many.
    }
  }
}

test("a real trap: coded, and everything works afterwards, also what was under way", { timeout: 60_000 }, async () => {
  const kept = PrivateKey.parse(pem());
  let answer;
  let sent;
  const waiting = new Promise((resolve) => (sent = resolve));
  const fetch = () => {
    sent();
    return new Promise((resolve) => (answer = resolve));
  };
  const auth = new DocusignAuth(options({ fetch, timeout: 20_000 }));
  const under = attempt("under way", () => auth.getAccessToken());
  await waiting;
  exhaust();
  let error;
  try {
    docusign.explainError("y".repeat(150 << 20));
  } catch (thrown) {
    error = thrown;
  }
  assertCoded(error, "the trap");
  assert.equal(error.code, "internal");
  assert.ok(error.cause instanceof WebAssembly.RuntimeError || error.cause instanceof Error, String(error.cause));
  // Begun after the trap, it is not hurt by what was begun before.
  const after = new DocusignAuth(options({ fetch: async () => Response.json({ access_token: "a.b.c", expires_in: 60 }) }));
  const next = after.getAccessToken();
  answer(Response.json({ access_token: "d.e.f", expires_in: 60 }));
  assert.equal((await under).code, "internal");
  assert.equal(await next, "a.b.c");
  assert.equal(kept.sign(new Uint8Array(3)).length, 256, "a key is read again");
  kept.free();
  const again = auth.getAccessToken();
  await new Promise((resolve) => setTimeout(resolve, 50));
  answer(Response.json({ access_token: "g.h.i", expires_in: 60 }));
  assert.equal(await again, "g.h.i");
  assertUsable();
});
