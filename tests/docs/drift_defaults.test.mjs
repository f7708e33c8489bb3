// A number is typed once in the code; where documents and types repeat it, they repeat it rightly.
import assert from "node:assert/strict";
import test from "node:test";
import { read } from "./documents.mjs";
import { number, said } from "./stated.mjs";

const types = read("pkg/index.d.ts");

const CORE = {
  timeout: number("src/settings.rs", /TIMEOUT: u64 = ([\d_]+)/),
  refreshMargin: number("src/settings.rs", /REFRESH_MARGIN: u64 = ([\d_]+)/),
  lifetime: number("src/protocol/assertion.rs", /LIFETIME: u64 = ([\d_]+)/),
  limit: number("src/config/retry_policy.rs", /Self \{ limit: (\d+), min_delay: \d+, max_delay: \d+ \}/),
  minDelay: number("src/config/retry_policy.rs", /Self \{ limit: \d+, min_delay: (\d+)/),
  maxDelay: number("src/config/retry_policy.rs", /Self \{ limit: \d+, min_delay: \d+, max_delay: (\d+) \}/),
};
const BACKDATE = number("src/protocol/assertion.rs", /BACKDATE: u64 = ([\d_]+)/);
const LONGEST = number("src/protocol/assertion.rs", /LONGEST: u64 = ([\d_]+)/);
const CLOCKS_DIFFER = number("src/protocol/stored_token.rs", /CLOCKS_DIFFER: u64 = ([\d_]+)/);
const SMALLEST_KEY = number("src/crypto/rs256.rs", /SMALLEST: usize = (\d+)/);
const LARGEST_KEY = number("src/crypto/rs256.rs", /LARGEST: usize = (\d+)/);
const MEMORY = number("pkg/lib/client/auth.js", /MEMORY = ([\d_]+)/);
const PATIENCE = number("pkg/lib/store/store_calls.js", /PATIENCE = ([\d_]+)/);
const LOCK_LIFETIME = number("pkg/lib/store/shared_tokens.js", /LOCK_LIFETIME = ([\d_]+)/);
const [REFUSED_TOKEN_PAUSE, REFUSAL_MEMORY, CLOCK_STEP] = ["REFUSED_TOKEN_PAUSE", "REFUSAL_MEMORY", "CLOCK_STEP"].map((name) => {
  return number("pkg/lib/platform/pauses.js", new RegExp(`${name} = ([\\d_]+)`));
});
const SHORTEST_SECRET = number("pkg/lib/store/store_options.js", /SHORTEST_SECRET = ([\d_]+)/);
const SHORTEST_IN_KV = number("pkg/stores/cloudflare-kv.js", /SHORTEST = ([\d_]+)/);

const WORDS = { a: 1, an: 1, five: 5, ten: 10 };
const UNITS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** "ten minutes" and the like, in milliseconds. */
function milliseconds(text) {
  const [, amount, unit] = text.match(/^(\w+) (second|minute|hour|day)s?$/) ?? [];
  const count = WORDS[amount] ?? Number(amount);
  assert.ok(count > 0 && unit in UNITS, text);
  return count * UNITS[unit];
}

test("defaults of options, in the types", () => {
  for (const [name, value] of Object.entries(CORE)) {
    const [, told] = types.match(new RegExp(`Default: (\\d+)[^/]*\\*/\\n  ${name}\\?: `));
    assert.equal(Number(told), value, name);
  }
  for (const [, value, words] of types.matchAll(/Default: (\d+) \(([\w ]+)\)/g)) assert.equal(milliseconds(words), Number(value));
});

test("defaults of settings, in the help of the command line", () => {
  assert.equal(number("pkg/cli/settings.js", /in milliseconds; default: (\d+)/), CORE.timeout);
  assert.equal(number("pkg/cli/commands.js", /how long it is valid; default: (\d+)/), CORE.lifetime);
});

for (const [value, file, pattern] of [
  [CORE.refreshMargin, "README.md", /it keeps tokens until (\w+ \w+) before their end/],
  [CORE.refreshMargin, "docs/guides/moving-from-docusign-esign.md", /`refreshMargin`: (\w+ \w+)/],
  [3_600_000 - CORE.refreshMargin, "docs/stores.md", /A token lives an hour and is renewed after (\w+ \w+)\./],
  [BACKDATE, "pkg/index.d.ts", /`iat`, which lies (\w+ \w+) in the past/],
  [BACKDATE, "docs/guides/moving-from-docusign-esign.md", /`iat` lies (\w+ \w+) in the past/],
  [LONGEST, "pkg/index.d.ts", /at most (\w+ \w+) counted from `iat`/],
  [MEMORY, "pkg/index.d.ts", /Hits are remembered for (\w+ \w+)\./],
  [MEMORY, "pkg/index.d.ts", /Who the token belongs to. Remembered for (\w+ \w+)\./],
  [PATIENCE, "pkg/index.d.ts", /a call that throws, or takes longer than (\w+ \w+),/],
  [PATIENCE, "docs/stores.md", /A call that throws, or takes longer than (\w+ \w+),/],
  [PATIENCE, "docs/stores.md", /waits for the store to be written, at most (\w+ \w+):/],
  [LOCK_LIFETIME, "pkg/index.d.ts", /end by itself after `lifetime`, which is (\w+ \w+);/],
  [LOCK_LIFETIME, "pkg/index.d.ts", /sealed for it alone. It has (\w+ \w+)\./],
  [LOCK_LIFETIME, "docs/stores.md", /A lock lives (\w+ \w+),/],
  [LOCK_LIFETIME, "docs/stores.md", /a broker has (\w+ \w+) too/],
  [CLOCKS_DIFFER, "docs/stores.md", /The clocks of the processes must agree to within (\w+ \w+)\./],
  [REFUSED_TOKEN_PAUSE, "docs/stores.md", /no process mints another for (\w+ \w+),/],
  [REFUSAL_MEMORY, "docs/stores.md", /broker remember a refusal for (\w+ \w+),/],
  [CLOCK_STEP, "docs/stores.md", /set back by more than (\w+ \w+),/],
  [SHORTEST_IN_KV, "docs/stores.md", /A token that has less than (\w+ \w+) to live is not written/],
]) {
  test(`${file} says ${pattern.source}`, () => assert.equal(milliseconds(said(file, pattern)), value));
}

test("sizes of keys and secrets", () => {
  assert.equal(said("pkg/index.d.ts", /An RSA private key of (\d+ to \d+) bits/), `${SMALLEST_KEY} to ${LARGEST_KEY}`);
  assert.equal(Number(said("pkg/index.d.ts", /32 random bytes, as text of any form or as bytes, at least (\d+)/)), SHORTEST_SECRET);
});

test("the Node and the Rust that it takes", () => {
  const [, node] = JSON.parse(read("pkg/package.json")).engines.node.match(/^>=([\d.]+)$/);
  for (const [file, pattern] of [
    ["docs/guides/node.md", /^# Node Node ([\d.]+) or newer/],
    ["docs/command-line.md", /It runs in Node ([\d.]+) and newer/],
    ["CONTRIBUTING.md", /Node ([\d.]+) or newer with npm/],
  ])
    assert.equal(said(file, pattern), node, file);
  const [, rust] = read("Cargo.toml").match(/^rust-version = "([\d.]+)"/m);
  assert.equal(said("CONTRIBUTING.md", /Rust by rustup \(([\d.]+) or newer\)/), rust);
});

test("the versions that README compares with are those that are measured", () => {
  const installed = JSON.parse(read("package.json")).devDependencies;
  const head = said("README.md", /## Beside the others (\|[^\n]*?\|) \| --- /);
  for (const name of ["docusign-esign", "jose"]) {
    const [, version] = head.match(new RegExp(`\\| ${name} ([\\d.]+) \\|`));
    assert.ok(`${installed[name]}.`.startsWith(`${version}.`), `${name} ${version}`);
  }
});

test("the versions of the crate and of the package are one", () => {
  const [, crate] = read("Cargo.toml").match(/^version = "([\d.]+)"/m);
  assert.equal(JSON.parse(read("pkg/package.json")).version, crate);
});
