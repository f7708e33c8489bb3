// An option is read in one place, by the core or by JavaScript; the types declare the same ones.
import assert from "node:assert/strict";
import test from "node:test";
import { read } from "./documents.mjs";
import { allMembersOf, between, coreOptions, membersOf, optionsOf, quoted } from "./stated.mjs";

const client = read("pkg/lib/client/auth.js");

function same(declared, taken) {
  assert.ok(declared.length > 0);
  assert.deepEqual([...declared].sort(), [...taken].sort());
}

/** The names that a method of the client reads of what it is given, in braces or out of a list. */
function readBy(method) {
  const body = between(client, `\n  ${method}`, "\n  }\n");
  const picked = [...body.matchAll(/pick\(\w+, \[([^\]]*)\]\)/g)].flatMap(([, list]) => quoted(list));
  const taken = [...body.matchAll(/const \{ ([^}]*) \} = (?:given|spread|called|options)/g)].flatMap(([, list]) => list.split(", "));
  const names = taken.filter((name) => !name.startsWith("...")).map((name) => name.split(" ")[0]);
  return [...new Set([...picked, ...names])];
}

test("of a client", () => {
  const own = quoted(between(client, "const OWN = [", "];"));
  same([...membersOf("CommonOptions"), "privateKey", "signer"], [...coreOptions("CLIENT"), ...own]);
});

test("of an environment, and of repetitions", () => {
  same(membersOf("CustomEnvironment"), coreOptions("SERVERS"));
  same(membersOf("RetryOptions"), coreOptions("RETRY"));
});

test("of consent URLs", () => {
  same(membersOf("ConsentUrlOptions"), coreOptions("CONSENT_URL"));
});

test("of assertions, to make and to look into", () => {
  const own = ["privateKey", "now"];
  for (const name of own) assert.match(read("pkg/lib/tools/assertion.js"), new RegExp(`const \\{[^}]*\\b${name}\\b`));
  same(membersOf("AssertionOptions"), [...coreOptions("ASSERTION"), ...own]);
  same(optionsOf("function inspectAssertion"), [...coreOptions("INSPECTION"), "now"]);
});

test("of codes, refresh tokens and look-ups", () => {
  same(optionsOf("exchangeCode"), [...coreOptions("CODE"), ...readBy("async exchangeCode(")]);
  same(optionsOf("refreshToken"), [...coreOptions("REFRESH"), ...readBy("async refreshToken(")]);
  // The scopes that forEmail is given pass by here.
  const ours = readBy("async findUsers(").filter((name) => name !== "scopes");
  same(optionsOf("findUsers"), [...coreOptions("USER_SEARCH"), ...ours]);
});

test("of clients for others", () => {
  same(optionsOf("forUser"), readBy("forUser("));
  const [, told] = client.match(/forUser has the options ([\w ]+), and not/);
  same(told.split(" and "), optionsOf("forUser"));
  same(optionsOf("forApplication"), readBy("forApplication("));
  same(optionsOf("forEmail"), [...readBy("async forEmail("), "signal"]);
});

test("of calls", () => {
  const init = read("pkg/lib/client/request_init.js");
  same(allMembersOf("FetchInit"), [...quoted(between(init, "const OWN = [", "];")), "next", "cf"]);
  for (const name of ["next", "cf"]) assert.ok(quoted(between(init, "const PASSED = [", "];")).includes(name));
  const [, wishes] = client.match(/const picked = pick\(options, \[([^\]]*)\]\);/);
  same(allMembersOf("TokenOptions"), quoted(wishes));
  for (const method of ["getAccessToken", "getToken", "getUserInfo"]) same(optionsOf(method), quoted(wishes));
  same(optionsOf("getAccount"), [...quoted(wishes), ...readBy("async getAccount(")]);
});
