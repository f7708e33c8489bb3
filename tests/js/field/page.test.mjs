// `docusign-jwt/page` is held to the core: of thousands of inputs, likely and hostile, each gives the same result in both,
// or an error of the same class, code, message and facts.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import * as core from "docusign-jwt";
import * as page from "docusign-jwt/page";
import { random, scenes } from "./page_inputs.mjs";

const ROUNDS = Number(process.env.PAGE_ROUNDS ?? 6_000);

function outcome(use) {
  try {
    return { result: use() };
  } catch (error) {
    assert.ok(error instanceof core.DocusignError, error);
    return { ...error, name: error.name, code: error.code, message: error.message, remedy: error.remedy };
  }
}

function shown(value) {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return "what JSON cannot write";
  }
}

for (const [name, scene] of Object.entries(scenes)) {
  test(`${ROUNDS} inputs of ${name}`, () => {
    const codes = new Map();
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const call = scene.call ?? name;
      // Made twice: a getter or an iterator may say something else the second time.
      const [forCore, forPage] = [core, page].map((api) => outcome(() => api[call](...scene.input(random(seed)))));
      assert.deepEqual(forPage, forCore, `${call}(${scene.input(random(seed)).map(shown).join(", ")}), seed ${seed}`);
      const code = forCore.code ?? "none";
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    // The inputs reach every way out.
    for (const code of scene.reaches) assert.ok(codes.get(code) > 5, `${code}: ${[...codes].join("; ")}`);
  });
}

test("PKCE: the challenge is of the verifier, and the lengths are the core's", () => {
  for (let round = 0; round < 1000; round += 1) {
    const { codeVerifier, codeChallenge, state } = page.createPkce();
    assert.equal(codeChallenge, createHash("sha256").update(codeVerifier).digest("base64url"));
    assert.match(codeVerifier, /^[\w-]{43}$/);
    assert.match(state, /^[\w-]{22}$/);
  }
  assert.deepEqual(Object.keys(page.createPkce()), Object.keys(core.createPkce()));
});

test("PKCE: the same random bytes give the same", (t) => {
  t.mock.method(crypto, "getRandomValues", (bytes) => bytes.map((_, at) => (at * 37 + 11) & 255));
  assert.deepEqual(page.createPkce(), core.createPkce());
});

test("the classes are those of the package, and each name is there", () => {
  for (const [name, value] of Object.entries(page)) {
    if (name.endsWith("Error")) assert.equal(value, core[name], name);
    else assert.equal(typeof core[name], "function", name);
  }
});
