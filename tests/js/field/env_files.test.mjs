// .env files as editors, PowerShell and other programs leave them: read, or named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseEnv } from "node:util";
import { readEnvFile } from "../../../pkg/cli/env_file.js";
import { ISV, pem, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";

const oneLine = pem().trim().replaceAll("\n", "\\n");

const { emulator, project } = await installed();

/** What a file brings; a variable that cannot be read has the message of its error. */
function read(content, ...names) {
  const file = project.write("tested.env", content);
  const valueIn = readEnvFile(file);
  return names.map((name) => valueIn(name));
}

function refused(content, name) {
  const file = project.write("tested.env", content);
  try {
    readEnvFile(file)(name);
  } catch (error) {
    return error;
  }
  return assert.fail(`${name} was read`);
}

const usual = () =>
  `DOCUSIGN_CLIENT_ID=${ISV}\r\nDOCUSIGN_USER_ID=${user(1)}\r\nDOCUSIGN_AUTH_SERVER=${emulator.origin}\r\n` +
  `DOCUSIGN_PRIVATE_KEY="${oneLine}"\r\n`;
const utf16be = (text) => Buffer.from(text, "utf16le").swap16();

test("every encoding in which a .env file is saved", async () => {
  const encodings = {
    "UTF-8": (text) => Buffer.from(text),
    "UTF-8 with a byte order mark": (text) => Buffer.from(`\ufeff${text}`),
    "UTF-16LE with a byte order mark": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
    "UTF-16LE without one": (text) => Buffer.from(text, "utf16le"),
    "UTF-16BE with a byte order mark": (text) => utf16be(`\ufeff${text}`),
    "UTF-16BE without one": (text) => utf16be(text),
    "UTF-16LE, with a comment in Greek": (text) => Buffer.from(`\ufeff# κλειδί Ā\n${text}`, "utf16le"),
    "Latin-1": (text) => Buffer.from(`# Schlüssel für Docusign\n${text}`, "latin1"),
  };
  for (const file of [".env", ".dev.vars"]) {
    for (const [name, encode] of Object.entries(encodings)) {
      project.write(file, encode(usual()));
      const { stdout, status } = await project.command(["doctor", "--json"], {});
      assert.equal(status, 0, `${file} in ${name}: ${stdout}`);
    }
    project.delete(file);
  }
});

test("what is in no encoding is named", async () => {
  for (const content of [Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0]), Buffer.from([0, 0, 0, 65]), Buffer.from([65, 0, 0, 0, 0, 66, 67])]) {
    project.write(".env", content);
    const { stderr, status } = await project.command(["token"], {});
    assert.equal(status, 2);
    assert.match(stderr, /\.env has an unknown text encoding[\s\S]*UTF-8[\s\S]*\[env_file_unreadable\]/);
  }
  project.delete(".env");
});

test("a key on several lines without quotes is named, with its file, and the other variables are read", async () => {
  const others = `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\n`;
  const body = pem().trim().split("\n");
  const forms = {
    "between others": `DOCUSIGN_SCOPES=signature\nDOCUSIGN_PRIVATE_KEY=${pem()}${others}`,
    "at the end": `${others}DOCUSIGN_PRIVATE_KEY=${pem()}`,
    "with \\r\\n": `DOCUSIGN_PRIVATE_KEY=${pem()}${others}`.replaceAll("\n", "\r\n"),
    "with export": `export DOCUSIGN_PRIVATE_KEY=${pem()}${others}`,
    "with spaces around =": `DOCUSIGN_PRIVATE_KEY = ${pem()}${others}`,
    "on the lines below": `DOCUSIGN_PRIVATE_KEY=\n${pem()}${others}`,
    indented: `DOCUSIGN_PRIVATE_KEY=${body.join("\n    ")}\n${others}`,
    "without its first and last line": `DOCUSIGN_PRIVATE_KEY=${body.slice(1, -1).join("\n")}\n${others}`,
    "with a backslash on each line": `DOCUSIGN_PRIVATE_KEY=${body.join("\\\n")}\n${others}`,
    "as in YAML": `DOCUSIGN_PRIVATE_KEY: ${pem()}${others}`,
    "as a block of YAML": `DOCUSIGN_PRIVATE_KEY: |\n  ${body.join("\n  ")}\n${others}`,
  };
  for (const [form, content] of Object.entries(forms)) {
    const error = refused(content, "DOCUSIGN_PRIVATE_KEY");
    assert.equal(error.code, "env_file_invalid", form);
    assert.match(error.message, /^DOCUSIGN_PRIVATE_KEY in \S+ is a key on several lines without quotes\./, form);
    assert.match(error.remedy, /DOCUSIGN_PRIVATE_KEY="…"/, form);
    assert.deepEqual(read(content, "DOCUSIGN_CLIENT_ID", "DOCUSIGN_USER_ID"), [ISV, user(1)], form);
  }
  for (const file of [".env", ".dev.vars"]) {
    project.write(file, `${forms["between others"]}DOCUSIGN_AUTH_SERVER=${emulator.origin}\n`);
    const { stderr, status } = await project.command(["token"], {});
    assert.equal(status, 2);
    assert.ok(stderr.includes(`DOCUSIGN_PRIVATE_KEY in ${file} is a key`), stderr);
    const { stdout } = await project.command(["doctor", "--json"], {});
    assert.equal(JSON.parse(stdout).finding.name, "env_file_invalid");
    const flag = await project.command(["token", "--key-file", project.write("private.pem", pem())], {});
    assert.deepEqual([flag.status, flag.stderr], [0, ""], "a flag comes first");
    project.delete(file);
  }
});

test("other ways to write it that no program reads are named", () => {
  for (const [content, says] of [
    [`DOCUSIGN_PRIVATE_KEY='${pem()}DOCUSIGN_CLIENT_ID=${ISV}\n`, /has no closing '/],
    [`DOCUSIGN_PRIVATE_KEY="${pem()}DOCUSIGN_CLIENT_ID="${ISV}"\n`, /has no closing "/],
    [`DOCUSIGN_PRIVATE_KEY="${oneLine}\nDOCUSIGN_CLIENT_ID=${ISV}\n`, /has no closing "/],
    ["DOCUSIGN_PRIVATE_KEY=$(cat private.pem)\n", /contains a shell expression[\s\S]*DOCUSIGN_PRIVATE_KEY_FILE/],
    ['DOCUSIGN_PRIVATE_KEY="$(cat private.pem)"\n', /contains a shell expression/],
    [`DOCUSIGN_PRIVATE_KEY=$(cat <<'EOF'\n${pem()}EOF\n)\n`, /contains a shell expression/],
    [`DOCUSIGN_PRIVATE_KEY=<<EOF\n${pem()}EOF\n`, /contains a shell expression/],
    ["DOCUSIGN_PRIVATE_KEY=${KEY}\n", /contains a shell expression/],
  ]) {
    const error = refused(content, "DOCUSIGN_PRIVATE_KEY");
    assert.equal(error.code, "env_file_invalid", content);
    assert.match(error.message, says);
  }
});

test("files of other formats are named", async () => {
  for (const [content, says] of [
    [JSON.stringify({ DOCUSIGN_CLIENT_ID: ISV }), /contains JSON, not a list of variables\.[\s\S]*NAME=value/],
    [`\n  {\n "DOCUSIGN_CLIENT_ID": "${ISV}" }`, /contains JSON/],
    [pem(), /contains a key, not a list of variables\.[\s\S]*--key-file/],
  ]) {
    project.write("settings.file", content);
    const { stderr, status } = await project.command(["token", "--dotenv", "settings.file"], {});
    assert.equal(status, 2);
    assert.match(stderr, says);
    assert.match(stderr, /\[env_file_invalid\]/);
  }
});

test("what is meant is read", () => {
  const key = pem();
  for (const [content, value] of [
    [`A="${key}"`, key],
    [`A='${key}'\nB=1`, key],
    [`A=\`${key}\``, key],
    [`A="${key.replaceAll("\n", "\\n")}"`, key],
    [`export A = '${key}'`, key],
    [`A: "${key}"`, key],
    [`A=${oneLine}`, oneLine],
    [`A=${Buffer.from(key).toString("base64")}\nB=2`, Buffer.from(key).toString("base64")],
    [`A="${key}"`.replaceAll("\n", "\r\n"), key],
    ["A: value", "value"],
    ["A =  value  # a comment", "value"],
    ["A='$1'", "$1"],
    ["A='$(kept)'", "$(kept)"],
    ["A=1\nA=2", "2"],
    ["A=", ""],
    ["# A=1\nB=2", undefined],
    ["A", undefined],
    ["", undefined],
  ]) {
    assert.deepEqual(read(content, "A"), [value], content.slice(0, 60));
  }
});

test("ordinary files are read as Node reads them", () => {
  const ordinary = [
    "A=1\nB=two words\nC='single # kept'\nD=\"double\\nline\"\nE=`back`\n",
    "# comment\n\nA = spaced\nexport B=exported\nC=a=b=c\nD=https://example.com/x?y=1&z=2\n",
    "A=\"first\nsecond\"\nB='x\ny'\nC=end",
    "A=1 # comment\r\nB=2\r\n",
  ];
  for (const content of ordinary) {
    const expected = parseEnv(content);
    const names = Object.keys(expected);
    assert.ok(names.length > 1);
    assert.deepEqual(
      read(content, ...names),
      names.map((name) => expected[name]),
      content,
    );
  }
});
