// What the sources state, picked out of their text: members of types, lists of words, numbers.
import assert from "node:assert/strict";
import { read } from "./documents.mjs";

/** What stands between two texts. */
export function between(text, start, end) {
  const at = text.indexOf(start);
  assert.ok(at >= 0, `there is no ${start}`);
  const stop = text.indexOf(end, at + start.length);
  assert.ok(stop >= 0, `nothing ends ${start}`);
  return text.slice(at + start.length, stop);
}

/** The words in quotes. */
export const quoted = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word);

/** The first number that the pattern finds in a file. */
export function number(file, pattern) {
  const found = read(file).match(pattern);
  assert.ok(found, `${file} has no ${pattern}`);
  return Number(found[1].replaceAll("_", ""));
}

/** What a document says at this place: the group of the pattern, over its lines. */
export function said(file, pattern) {
  const text = read(file).replaceAll(/\s+(\* )?/g, " ");
  const found = text.match(pattern);
  assert.ok(found, `${file} does not say ${pattern}`);
  return found[1];
}

const withoutComments = (text) => text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*\/\/.*$/gm, "");
const types = withoutComments(read("pkg/index.d.ts"));

/** The names of the properties in the body of a type literal; what functions among them take is none of it. */
const namesIn = (body) =>
  [...body.replaceAll(/\([^()]*\)/g, "").matchAll(/(?:^|[;{,])\s*(?:readonly )?(\w+)\??:/g)].map(([, name]) => name);

/** The members of an interface of `pkg/index.d.ts`. */
export const membersOf = (name) => namesIn(between(types, `interface ${name} `, "\n}\n").replace(/^[^{]*\{/, ""));

/** The options of a function or method there: those of its own, and of the types that they extend. */
export function optionsOf(name, ofType = "options") {
  const parameters = between(types, `${name}(`, "):");
  const declared = parameters.slice(parameters.indexOf(ofType));
  const own = declared.includes("{") ? namesIn(declared.slice(declared.indexOf("{"))) : [];
  const extended = [...declared.matchAll(/\b(CallOptions|TokenOptions)\b/g)].flatMap(([, type]) => allMembersOf(type));
  return [...new Set([...extended, ...own])];
}

/** The members of an interface, with those of the interfaces that it extends. */
export function allMembersOf(name) {
  const [, parent] = types.match(new RegExp(`interface ${name} extends (\\w+)`)) ?? [];
  return [...(parent === undefined ? [] : allMembersOf(parent)), ...membersOf(name)];
}

/** A list of names in `src/js/option_names.rs`. */
export function coreOptions(list) {
  return quoted(between(read("src/js/option_names.rs"), `const ${list}: [&str; `, "];"));
}
