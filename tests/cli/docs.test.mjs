// The documentation lists what there is, no more and no less; a name is typed once, in the program.
import assert from "node:assert/strict";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { test } from "node:test";
import * as api from "docusign-jwt";
import { root } from "./project.mjs";

const inPackage = (name) => import(`${root}node_modules/docusign-jwt/cli/${name}.js`);
const { COMMANDS } = await inPackage("commands");
const { EXIT_CODES } = await inPackage("exit_codes");
const { SETTINGS } = await inPackage("settings");
const doc = readFileSync(`${root}docs/command-line.md`, "utf8");

/** The rows of the table with this head, as their cells. */
function table(head) {
  const [, body] = doc.split(`| ${head} |\n`);
  const lines = body.split("\n").slice(1);
  const rows = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith("|")),
  );
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test("commands", () => {
  const expected = COMMANDS.map(({ name, argument, summary }) => [`\`${[name, argument].filter(Boolean).join(" ")}\``, summary]);
  assert.deepEqual(table("command | what it does"), expected);
});

test("settings", () => {
  const flagOf = ({ flag, value }) => (flag === undefined ? "" : `\`--${flag} ${value}\``);
  const expected = SETTINGS.map((setting) => [`\`${setting.variable}\``, flagOf(setting), setting.what]);
  assert.deepEqual(table("variable | flag | what"), expected);
});

test("exit codes, one for each class of error", () => {
  assert.deepEqual(
    table("code | meaning"),
    EXIT_CODES.map(({ code, meaning }) => [String(code), meaning]),
  );
  const classes = Object.keys(api).filter((name) => name.endsWith("Error") && !["DocusignError", "explainError"].includes(name));
  assert.deepEqual(EXIT_CODES.flatMap((one) => one.classes).sort(), [...classes, "UsageError"].sort());
});

test("every variable that an example reads is a setting, or the example's own", () => {
  // A client secret is for codes and refresh tokens, which the command line has nothing to do with.
  const known = [...SETTINGS.map(({ variable }) => variable), "DOCUSIGN_CLIENT_SECRET", "DOCUSIGN_JWT", "DOCUSIGN_EMULATOR"];
  const files = readdirSync(`${root}examples`, { recursive: true }).filter((name) => !name.includes("node_modules"));
  let seen = 0;
  for (const file of files) {
    if (!statSync(`${root}examples/${file}`).isFile()) continue;
    const text = readFileSync(`${root}examples/${file}`, "utf8");
    for (const [variable] of text.matchAll(/DOCUSIGN_[A-Z_]+/g)) {
      seen += 1;
      assert.ok(known.includes(variable), `${file}: ${variable}`);
    }
  }
  assert.ok(seen > 50, `${seen}`);
});
