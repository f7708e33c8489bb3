// What the types say to a reader: examples that compile, and codes that exist.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import * as api from "docusign-jwt";
import { read } from "../harness/documents.mjs";
import { compile } from "./snippets.mjs";

const FILES = ["index.d.ts", "slim.d.ts", ...readdirSync(new URL("../../../pkg/stores", import.meta.url)).map((name) => `stores/${name}`)]
  .filter((name) => name.endsWith(".d.ts"))
  .map((name) => `pkg/${name}`);

/** Every comment for readers: its text, and the declaration that it is for. */
const COMMENTS = FILES.flatMap((file) => {
  const source = read(file);
  return [...source.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(.*)/g)].map((match) => {
    const place = `${file}:${source.slice(0, match.index).split("\n").length}`;
    const text = match[1].replaceAll(/^[ \t]*\*[ \t]?/gm, "").trim();
    return { place, text, declaration: match[2] };
  });
});

const EXAMPLES = COMMENTS.flatMap(({ place, text }) =>
  [...text.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, language, code]) => ({ place, language, code })),
);

/** An example with the names of the package that it uses: an editor imports them. */
function imported(code) {
  const own = /from "docusign-jwt\/slim"/.test(code);
  const types = ["Signer", "TokenStore", "TokenBroker", "DocusignEvent"];
  const names = [...Object.keys(api), ...types].filter((name) => !own && new RegExp(`(?<![.\\w])${name}\\b`).test(code));
  return names.length === 0
    ? code
    : `import { ${names.map((name) => (types.includes(name) ? `type ${name}` : name)).join(", ")} } from "docusign-jwt";\n${code}`;
}

test("examples compile, under strict", () => {
  assert.ok(EXAMPLES.length > 35, `${EXAMPLES.length}`);
  for (const { place, language } of EXAMPLES) assert.equal(language, "ts", place);
  const blocks = EXAMPLES.map(({ place, language, code }) => ({ place, language, code: imported(code) }));
  compile("types", blocks, { given: ["given.d.ts", "given_in_types.d.ts"] });
});

/** What a reader begins with, by how its declaration begins. */
const ENTRY_POINTS = [
  ...Object.keys(api).filter((name) => !name.endsWith("Error")),
  ...["ConsentRequiredError", "DocusignError", "Signer", "TokenStore", "TokenBroker", "DocusignEvent", "RetryOptions"],
  ...["init", "kvStore", "denoKvStore", "redisStore", "upstashStore", "durableObjectStore", "tokenBroker"],
].map((name) => new RegExp(`^export (?:declare )?(?:class|function|interface|type) ${name}\\b`));
const MEMBERS = [
  ...["getAccessToken", "getToken", "fetch", "forUser", "forEmail", "forApplication", "getUserInfo", "getAccount", "findUsers"],
  ...["consentUrl", "adminConsentUrl", "adminConsentHelp", "exchangeCode", "refreshToken"],
].map((name) => new RegExp(`^${name}\\(`));
const OTHERS = [/^static fromEnv\(/, /^static parse\(/, /^onEvent\?:/, /^waitUntil\?:/];

test("every entry point has an example", () => {
  assert.ok(ENTRY_POINTS.length > 20);
  for (const begin of [...ENTRY_POINTS, ...MEMBERS, ...OTHERS]) {
    const found = COMMENTS.filter(({ declaration }) => begin.test(declaration));
    assert.ok(found.length > 0, `${begin} has no comment`);
    for (const { place, text } of found) assert.match(text, /^@example\n```/m, `${place}: ${begin}`);
  }
});

test("every code that @throws names is one of its class", () => {
  const codes = JSON.parse(read("tests/js/generated/codes.json"));
  let seen = 0;
  for (const { place, text } of COMMENTS) {
    for (const [, tag] of text.matchAll(/^@throws ((?:(?!^@)[\s\S])*)/gm)) {
      const name = /(\w+Error)/.exec(tag)?.[1];
      for (const [, code] of tag.matchAll(/`([a-z]+(?:_[a-z0-9]+)+)`/g)) {
        assert.ok(codes[name]?.includes(code), `${place}: ${name} has no code ${code}`);
        seen += 1;
      }
    }
  }
  assert.ok(seen > 60, `${seen}`);
});
