// Files of settings of any content, and settings of any value: read, or refused as a wrong use, and no secret told.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { SETTINGS } from "../../../pkg/cli/setting_table.js";
import { Settings } from "../../../pkg/cli/settings.js";
import { UsageError } from "../../../pkg/cli/usage_error.js";

const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-settings-"));
const file = join(folder, "settings.env");
after(() => rmSync(folder, { recursive: true }));

const ROUNDS = process.env.DOCUSIGN_JWT_LONG ? 200_000 : 1500;
const SECRET = "MIIEpAIBAAKCAQEAsecretsecretsecretsecret";
const VARIABLES = SETTINGS.map(({ variable }) => variable);
const PIECES = [
  ...VARIABLES,
  "=",
  "=",
  "=",
  "\n",
  "\n",
  "\r\n",
  '"',
  "'",
  "`",
  "#",
  " ",
  "\\n",
  "\\",
  "$",
  "${A}",
  "export ",
  "\0",
  "\ufeff",
  "\ud800",
  "é",
  "-----BEGIN RSA PRIVATE KEY-----",
  SECRET,
  "demo",
  "http://127.0.0.1:1",
  "x".repeat(500),
  "__proto__",
  "constructor",
  "a@b.c",
  "/etc/hostname",
];

let seed = 7;
/** A number below `most` that is the same in every run (xorshift32). */
function draw(most) {
  seed ^= seed << 13;
  seed ^= seed >>> 17;
  seed ^= seed << 5;
  return (seed >>> 0) % most;
}

test(`${ROUNDS} files of random pieces`, { timeout: 600_000 }, () => {
  let refused = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = Array.from({ length: draw(40) }, () => PIECES[draw(PIECES.length)]).join("");
    writeFileSync(file, text);
    const settings = new Settings({ dotenv: [file] }, {});
    const uses = [
      () => settings.sources(),
      () => settings.environment(),
      () => settings.options(),
      () => settings.value("userId"),
      () => settings.key(),
      () => settings.demand(["clientId", "userId"]),
    ];
    for (const [at, use] of uses.entries()) {
      try {
        const got = use();
        // Of the key it is told where it comes from, and no more.
        if (at === 0) assert.ok(!JSON.stringify(got).includes(SECRET), JSON.stringify(got));
      } catch (error) {
        assert.ok(error instanceof UsageError, `${JSON.stringify(text)}: ${error?.stack ?? error}`);
        refused += 1;
        const told = `${error.message} ${error.remedy}`;
        assert.ok(told.length < 4000, told);
        if (at !== 4) assert.ok(!told.includes(SECRET), told);
      }
    }
  }
  assert.ok(refused > ROUNDS / 10 && refused < ROUNDS * 5, `${refused}`);
});

test("a value that was written is the value that is read", () => {
  const letters = "abcXYZ 019-_./:@+é=#$&%(){}[]<>|;,!?*~^'";
  for (let round = 0; round < ROUNDS; round += 1) {
    const value = Array.from({ length: 1 + draw(60) }, () => letters[draw(letters.length)]).join("");
    writeFileSync(file, `OTHER=1\nDOCUSIGN_USER_ID="${value}"\nDOCUSIGN_CLIENT_ID=x\n`);
    const read = new Settings({ dotenv: [file] }, {});
    if (/^(?:\$[({A-Za-z_]|<<)/.test(value)) {
      // Only a shell would read it as it is meant.
      assert.throws(() => read.value("userId"), { code: "env_file_invalid" }, value);
      continue;
    }
    assert.equal(read.value("userId"), value.trim() === "" ? undefined : value.trim());
    assert.equal(read.value("clientId"), "x");
  }
});

test("names of JavaScript's own are no settings", () => {
  writeFileSync(file, "__proto__=x\nconstructor=y\ntoString=z\n");
  const settings = new Settings({ dotenv: [file] }, {});
  assert.deepEqual(settings.sources(), {});
  assert.equal({}.x, undefined);
  assert.throws(() => settings.need("clientId"), UsageError);
});
