// What core.wasm is made of: sections, and functions by crate, module and name. The names are those of the same build before they
// were stripped; a function that was inlined counts for the one that it is in.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { verdict } from "./measure.mjs";

const [, , published, named] = process.argv;
/** How many of each are shown. */
const SHOWN = 20;
const { coreGzKB } = JSON.parse(readFileSync(new URL("limits.json", import.meta.url)));

const SECTIONS = "custom,type,import,function,table,memory,global,export,start,element,code,data,data count,tag".split(",");
const CODE = 10;
const IMPORT = 2;

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte = () => this.bytes[this.at++];

  /** LEB128. */
  number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  take(length) {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text = () => this.take(this.number()).toString();
}

function sectionsOf(file) {
  const bytes = readFileSync(file);
  const reader = new Reader(bytes);
  reader.take(8);
  const sections = [];
  while (!reader.done) {
    const id = reader.byte();
    const content = reader.take(reader.number());
    const name = id === 0 ? `custom "${new Reader(content).text()}"` : SECTIONS[id];
    sections.push({ id, name, content });
  }
  return { bytes, sections };
}

/** Imported functions are counted before those of the module. */
function importedFunctions(content) {
  const reader = new Reader(content);
  let functions = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.text();
    reader.text();
    const kind = reader.byte();
    if (kind !== 0) throw new Error(`this script does not read imports of the kind ${kind}`);
    functions += 1;
    reader.number();
  }
  return functions;
}

function namesOf(content) {
  const names = new Map();
  const reader = new Reader(content);
  reader.text();
  while (!reader.done) {
    const kind = reader.byte();
    const part = new Reader(reader.take(reader.number()));
    if (kind !== 1) continue;
    for (let left = part.number(); left > 0; left -= 1) names.set(part.number(), part.text());
  }
  return names;
}

function functionsOf({ sections }) {
  const content = (id) => sections.find((section) => section.id === id).content;
  const names = namesOf(sections.find(({ name }) => name === 'custom "name"').content);
  const reader = new Reader(content(CODE));
  let index = importedFunctions(content(IMPORT));
  const functions = [];
  for (let left = reader.number(); left > 0; left -= 1, index += 1) {
    const bytes = reader.number();
    reader.take(bytes);
    functions.push({ name: (names.get(index) ?? "?").replace(/::h[0-9a-f]{16}$/, ""), bytes });
  }
  return functions;
}

/** `<&mut a::b::C as d::E>::f` belongs to `a`. */
function pathOf(name) {
  const path = name.replace(/\[[0-9a-f]{16}\]/g, "").match(/[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+/);
  return path === null ? ["(no path: exports, what belongs to built-in types)"] : path[0].split("::");
}
const crateOf = (name) => pathOf(name)[0];
const moduleOf = (name) => pathOf(name).slice(0, 2).join("::");

function sums(functions, key) {
  const found = new Map();
  for (const { name, bytes } of functions) found.set(key(name), (found.get(key(name)) ?? 0) + bytes);
  return [...found].map(([name, bytes]) => ({ name, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function list(title, rows, whole) {
  console.log(`  ${title}`);
  for (const { name, bytes } of rows.slice(0, SHOWN)) {
    const share = ((bytes / whole) * 100).toFixed(1);
    console.log(`  ${String(bytes).padStart(8)}  ${share.padStart(5)} %  ${name}`);
  }
  const rest = rows.slice(SHOWN);
  const others = rest.reduce((sum, { bytes }) => sum + bytes, 0);
  if (others > 0) console.log(`  ${String(others).padStart(8)}           in ${rest.length} more`);
}

const gz = (bytes) => gzipSync(bytes, { level: 9 }).length;
const core = sectionsOf(published);
const withNames = sectionsOf(named);
const codeOf = ({ sections }) => sections.find(({ id }) => id === CODE).content;
if (!codeOf(core).equals(codeOf(withNames))) console.log("  (The code of the build with names differs from what is published.)");

const whole = core.bytes.length;
const shown = ({ name, content }) => ({ name: `${name}, ${gz(content)} gz`, bytes: content.length });
list(
  `core.wasm has ${whole} bytes; its sections`,
  core.sections.map(shown).sort((a, b) => b.bytes - a.bytes),
  whole,
);
const functions = functionsOf(withNames).sort((a, b) => b.bytes - a.bytes);
const code = codeOf(withNames).length;
list("crates, in bytes of code", sums(functions, crateOf), code);
const own = functions.filter(({ name }) => crateOf(name) === "docusign_jwt");
list("modules of docusign_jwt", sums(own, moduleOf), code);
list("functions", functions, code);
verdict("core.wasm, gz", gz(core.bytes) / 1024, "KB", coreGzKB);
