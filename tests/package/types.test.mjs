// The types of the packed tarball: under each way of resolving modules and each platform's own types, strictly, with
// the declaration files checked too; complete; and as publint and are-the-types-wrong want them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { PACKAGE, ROOT, TARBALL, filesIn } from "./place.mjs";

const types = join(ROOT, "tests/package/types");
const program = (name) => join(ROOT, "node_modules/.bin", name);

const run = (name, ...command) => {
  const { status, stdout, stderr } = spawnSync(program(name), command, { encoding: "utf8", cwd: ROOT });
  return { status, text: stdout + stderr };
};

const resolutions = {
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};
const platforms = {
  DOM: { lib: ["ES2022", "DOM"], types: [] },
  WebWorker: { lib: ["ES2022", "WebWorker"], types: [] },
  "@types/node": { lib: ["ES2022"], types: ["node"] },
  "@cloudflare/workers-types": { lib: ["ES2022"], types: ["@cloudflare/workers-types"], files: ["workers.ts"] },
};

function compile(name, files, options) {
  const folder = join(ROOT, "tests/package/types/.config");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name.replaceAll(/\W+/g, "-")}.json`);
  const compilerOptions = {
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    skipLibCheck: false,
    noEmit: true,
    ...options,
  };
  writeFileSync(file, JSON.stringify({ compilerOptions, files: files.map((path) => join(types, path)) }));
  try {
    return run("tsc", "--project", file, "--pretty", "false");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [resolution, how] of Object.entries(resolutions)) {
  for (const [platform, where] of Object.entries(platforms)) {
    test(`every name, ${resolution}, ${platform}`, () => {
      const files = ["every_name.ts", "stores.ts", ...(where.files ?? [])];
      const { files: _, ...options } = { ...how, ...where };
      const { status, text } = compile(`${resolution} ${platform}`, files, options);
      assert.equal(status, 0, text);
    });
  }
}

test("from CommonJS, nodenext", () => {
  const options = { ...resolutions.nodenext, ...platforms["@types/node"] };
  const { status, text } = compile("require", ["require.cts"], options);
  assert.equal(status, 0, text);
});

test("every name, in Deno", () => {
  const options = ["--no-config", "--node-modules-dir=manual", "--unstable-kv", "--quiet"];
  const files = ["every_name.ts", "stores.ts", "deno.ts"].map((name) => join(types, name));
  const { status, text } = run("deno", "check", ...options, ...files);
  assert.equal(status, 0, text);
});

const declared = readFileSync(join(PACKAGE, "index.d.ts"), "utf8");
/** Every file of types, by its path. */
const declarations = new Map(
  filesIn(PACKAGE)
    .filter((name) => name.endsWith(".d.ts"))
    .map((name) => [name, readFileSync(join(PACKAGE, name), "utf8")]),
);
const names = (kinds, text = declared) => {
  const found = text.matchAll(new RegExp(`^export (?:declare )?(?:${kinds}) (\\w+)`, "gm"));
  return [...found].map(([, name]) => name).sort();
};

test("every declared name is in every_name.ts", () => {
  const source = readFileSync(join(types, "every_name.ts"), "utf8");
  const [, list] = source.match(/^import \{([^}]*)\} from "docusign-jwt";/m);
  const imported = list
    .split(",")
    .map((name) => name.trim().replace(/^type /, ""))
    .filter(Boolean)
    .sort();
  assert.deepEqual(imported, names("class|function|const|interface|type"));
});

test("every entry of the package is imported there", () => {
  const sources = ["every_name.ts", "stores.ts"].map((name) => readFileSync(join(types, name), "utf8")).join();
  for (const entry of Object.keys(JSON.parse(readFileSync(join(PACKAGE, "package.json"))).exports)) {
    if (entry === "./package.json") continue;
    assert.ok(sources.includes(`from "docusign-jwt${entry.slice(1)}"`), entry);
  }
});

test("what is declared is there, and nothing else", async () => {
  const values = names("class|function|const");
  assert.deepEqual(Object.keys(await import("docusign-jwt")).sort(), values);
  assert.deepEqual(Object.keys(await import("docusign-jwt/slim")).sort(), [...values, "init"].sort());
});

test("no type is any, and every exported item has a comment", () => {
  assert.ok(declarations.size > 6);
  for (const [file, text] of declarations) {
    assert.doesNotMatch(text.replaceAll(/\/\*[\s\S]*?\*\//g, ""), /\bany\b/, file);
    for (const name of names("class|function|const|interface|type", text)) {
      assert.match(text, new RegExp(`\\*/\\nexport (?:declare )?(?:class|function|const|interface|type) ${name}\\b`), `${file}: ${name}`);
    }
  }
});

test("publint finds nothing", () => {
  const { status, text } = run("publint", "run", "--strict", TARBALL);
  assert.equal(status, 0, text);
  assert.match(text, /All good/);
});

test("are the types wrong? no", () => {
  // That it is an ES module only is meant: the matrix requires it in every Node there is.
  const { status, text } = run("attw", TARBALL, "--ignore-rules", "cjs-resolves-to-esm");
  assert.equal(status, 0, text);
});
