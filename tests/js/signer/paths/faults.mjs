// What comes of a second module that is damaged, wrong, broken or not there, in an engine that runs it: faults.mjs FLIPS.
// Each case is a copy of the package of its own, since a core that was given a wrong half never asks again.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPrivateKey, randomInt, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const FLIPS = Number(process.argv[2]);
const ROOT = new URL("../../../../", import.meta.url).pathname;
const PACKAGE = join(ROOT, "node_modules/docusign-jwt");
const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-faults-"));
const FEATURES = ["--enable-simd", "--enable-relaxed-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"];

/** What a program of binaryen makes of a file. */
function binaryen(program, file, more = []) {
  const out = join(folder, `${program}-${randomInt(2 ** 40)}`);
  execFileSync(join(ROOT, "node_modules/.bin", program), [file, ...FEATURES, ...more, "-o", out], { stdio: "pipe" });
  return out;
}

const pem = readFileSync(join(ROOT, "tests/vectors/keys/rsa2048.pkcs1.pem"), "utf8");
const data = Buffer.from("what is signed");
const expected = sign("sha256", data, createPrivateKey(pem)).toString("hex");

const core = new WebAssembly.Module(readFileSync(join(PACKAGE, "core.wasm")));
const published = join(PACKAGE, "signer.wasm");
const compiled = (file) => new WebAssembly.Module(readFileSync(file));

/** The published module with each fused multiplication and addition made of two instructions. */
async function roundingTwice() {
  const source = readFileSync(binaryen("wasm-dis", published), "utf8").trimEnd();
  assert.ok(source.split("f64x2.relaxed_madd").length > 50);
  const twice = "(f64x2.add (f64x2.mul (local.get 0) (local.get 1)) (local.get 2))";
  const all = source.replaceAll("f64x2.relaxed_madd", "call $twice").slice(0, -1);
  const file = join(folder, "twice.wat");
  writeFileSync(file, `${all}(func $twice (param v128 v128 v128) (result v128) ${twice}))`);
  return compiled(binaryen("wasm-as", file));
}

const bundle = join(folder, "package.mjs");
const contents = `export * from ${JSON.stringify(join(PACKAGE, "api.js"))}; export { provide } from ${JSON.stringify(join(PACKAGE, "internal.js"))};`;
await build({ stdin: { contents, resolveDir: ROOT }, bundle: true, format: "esm", outfile: bundle, logLevel: "error" });

const { Instance } = WebAssembly;
let copies = 0;

/**
 * Signs three times by a fresh copy of the package with this second module. Returns how often the module was asked.
 * `imports` are what it needs, `watch` sees its exports, `exports` are in place of some.
 */
async function sign3(module, { imports, watch, exports = {} } = {}) {
  let asked = 0;
  WebAssembly.Instance = new Proxy(Instance, {
    construct(Instance, [given, own]) {
      const instance = new Instance(given, given === module ? imports : own);
      if (given !== module) return instance;
      watch?.(instance.exports);
      const seen = { ...instance.exports, ...exports };
      const halves = () => {
        asked += 1;
        return seen.halves();
      };
      return { exports: { ...seen, halves } };
    },
  });
  copies += 1;
  const copy = await import(`${pathToFileURL(bundle)}?${copies}`);
  copy.provide({ load: () => core, sharesPromises: true, signer: () => module });
  const key = copy.PrivateKey.parse(pem);
  for (let time = 0; time < 3; time += 1) assert.equal(Buffer.from(key.sign(data)).toString("hex"), expected);
  key.free();
  return asked;
}

const zeros = ({ memory }) => new Uint8Array(memory.buffer).every((byte) => byte === 0);

const cases = {
  async "as published, it makes every signature, and its memory is zero before and after"() {
    let exports;
    const watch = (its) => {
      exports = its;
      assert.ok(zeros(its), "a fresh instance has data, which would be wiped");
    };
    assert.equal(await sign3(compiled(published), { watch }), 3);
    assert.ok(zeros(exports));
  },

  async "one that rounds twice is not asked, and if its probe lies, its one wrong signature does not leave"() {
    const module = await roundingTwice();
    assert.equal(await sign3(module), 0);
    assert.equal(await sign3(module, { exports: { fused: () => 1 } }), 1);
  },

  async "one that traps, returns nothing or what it was given, or is no such module"() {
    const module = compiled(published);
    const trap = () => {
      throw new WebAssembly.RuntimeError("unreachable");
    };
    for (const halves of [trap, () => 0, () => 1]) {
      let memory;
      const watch = (exports) => ({ memory } = exports);
      assert.equal(await sign3(module, { exports: { halves }, watch }), 1);
      assert.ok(zeros({ memory }), "its memory is not wiped");
    }
    assert.equal(await sign3(module, { exports: { fused: trap } }), 0);
    for (const other of [compiled(join(PACKAGE, "core.wasm")), undefined]) assert.equal(await sign3(other), 0);
    for (const bytes of [[0, 97, 115, 109], [0, 97, 115, 109, 1, 0, 0, 0], []]) {
      assert.equal(await sign3(Uint8Array.from(bytes)), 0);
    }
  },

  async "a bit that flips in its memory while it works"() {
    const module = compiled(binaryen("wasm-opt", published, ["--instrument-memory"]));
    let accesses = 0;
    let flipAt = -1;
    let memory;
    let flip;
    const access = (_id, bytes, offset, address) => {
      if (accesses === flipAt) flip(new Uint8Array(memory.buffer), address + offset, bytes);
      accesses += 1;
      return address;
    };
    const same = (_id, value) => value;
    const names = WebAssembly.Module.imports(module).map(({ name }) => name);
    const needed = names.map((name) => [name, name.endsWith("_ptr") ? access : same]);
    const imports = { env: Object.fromEntries(needed) };
    const watch = (exports) => ({ memory } = exports);
    assert.equal(await sign3(module, { imports, watch }), 3);
    // The probe and three signatures.
    const each = Math.floor(accesses / 3);
    const kinds = {
      /** What is about to be read or written. */
      accessed: (bytes, address, count) => (bytes[address + randomInt(count)] ^= 1 << randomInt(8)),
      /** Anything that is not zero. */
      used(bytes) {
        let at = randomInt(bytes.length);
        while (bytes[at] === 0) at = (at + 1) % bytes.length;
        bytes[at] ^= 1 << randomInt(8);
      },
    };
    const outcomes = { unnoticed: 0, "signed again": 0 };
    for (let time = 0; time < FLIPS; time += 1) {
      accesses = 0;
      flipAt = randomInt(each);
      flip = Object.values(kinds)[time % 2];
      const asked = await sign3(module, { imports, watch });
      outcomes[asked === 3 ? "unnoticed" : "signed again"] += 1;
    }
    assert.ok(outcomes["signed again"] > FLIPS / 10, JSON.stringify(outcomes));
    return `${FLIPS} bits of ${each} accesses: ${JSON.stringify(outcomes)}`;
  },
};

const outcomes = [];
try {
  for (const [name, run] of Object.entries(cases)) {
    try {
      outcomes.push({ name, more: await run() });
    } catch (error) {
      outcomes.push({ name, error: String(error.stack) });
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(JSON.stringify(outcomes));
