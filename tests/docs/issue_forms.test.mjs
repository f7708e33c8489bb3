// The forms for issues: what they ask for is there, and nobody is led to publish a secret or a vulnerability.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { COMMANDS } from "../../node_modules/docusign-jwt/cli/commands.js";
import { ROOT, read } from "./documents.mjs";

const FOLDER = ".github/ISSUE_TEMPLATE";
const forms = readdirSync(join(ROOT, FOLDER)).filter((name) => name !== "config.yml");
const form = (name) => read(`${FOLDER}/${name}`).replaceAll(/\s+/g, " ");

test("each form warns of secrets", () => {
  assert.ok(forms.length > 1);
  for (const name of forms) assert.match(form(name), /(?:Never|no\b).{0,20} private key/, name);
});

test("a report of a bug asks for what helps to find it", () => {
  const bug = form("bug.yml");
  const [, command] = bug.match(/`npx docusign-jwt (\w+) --json`/);
  assert.ok(
    COMMANDS.some(({ name }) => name === command),
    command,
  );
  for (const id of ["code", "doctor", "runtime", "versions"]) assert.match(bug, new RegExp(`id: ${id} (?:(?! id: ).)*required: true`), id);
});

test("vulnerabilities are led to the security policy of the repository", () => {
  const [, address] = read(`${FOLDER}/config.yml`).match(/^ +url: (\S+)\/security\/policy$/m);
  const { repository } = JSON.parse(read("pkg/package.json"));
  const home = (repository?.url ?? repository)?.replace(/^git\+/, "").replace(/\.git$/, "");
  assert.equal(address, home ?? "https://github.com/OWNER/REPOSITORY");
  assert.match(form("bug.yml"), /A vulnerability does not belong here: see \[SECURITY\.md\]/);
});
