// The changelog has told of everything that users can name; what is new and untold is missing here.
import assert from "node:assert/strict";
import test from "node:test";
import { COMMANDS } from "../../node_modules/docusign-jwt/cli/commands.js";
import { read } from "./documents.mjs";
import { between, membersOf } from "./stated.mjs";

const changelog = read("CHANGELOG.md");
const types = read("pkg/index.d.ts");
const told = (name) => new RegExp(`\`(?:[\\w-]+/)?${name.replaceAll(/[./]/g, "\\$&")}(?:\\.\\w+)?\``).test(changelog);
const untold = (names) => {
  assert.ok(names.length > 0);
  assert.deepEqual(
    names.filter((name) => !told(name)),
    [],
  );
};

test("classes and functions", () => {
  untold([...types.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name));
});

test("methods and options of a client", () => {
  const body = between(types, "export class DocusignAuth {", "\n}\n");
  const methods = [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
  untold(methods.filter((name) => !["constructor", "toJSON"].includes(name)));
  untold([...membersOf("CommonOptions"), "privateKey", "signer"]);
});

test("events", () => {
  const events = between(types, "export type DocusignEvent =", "\n);\n");
  untold([...events.matchAll(/type: "(\w+)"/g)].map(([, name]) => name));
});

test("entries of the package", () => {
  const entries = Object.keys(JSON.parse(read("pkg/package.json")).exports);
  untold(entries.filter((entry) => ![".", "./package.json"].includes(entry)).map((entry) => `docusign-jwt${entry.slice(1)}`));
});

test("commands", () => untold(COMMANDS.map(({ name }) => name)));

test("features of the crate", () => {
  const features = between(read("Cargo.toml"), "[features]", "\n[");
  untold([...features.matchAll(/^([\w-]+) =/gm)].map(([, name]) => name));
});
