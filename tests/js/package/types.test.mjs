// The types of the packed tarball: under each way of resolving modules and each platform's own types, strictly, with
// the declaration files checked too; and as publint and are-the-types-wrong want them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { PACKAGE, ROOT, TARBALL, filesIn } from "../harness/packed.mjs";

const types = join(ROOT, "tests/js/package/types");
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
  const folder = join(ROOT, "tests/js/package/types/.config");
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

for (const resolution of ["node16", "nodenext"]) {
  test(`from CommonJS, ${resolution}`, () => {
    const options = { ...resolutions[resolution], ...platforms["@types/node"] };
    const { status, text } = compile(`require ${resolution}`, ["require.cts"], options);
    assert.equal(status, 0, text);
  });
}

test("every name, in Deno", () => {
  const options = ["--no-config", "--node-modules-dir=manual", "--unstable-kv", "--quiet"];
  const files = ["every_name.ts", "stores.ts", "deno.ts"].map((name) => join(types, name));
  const { status, text } = run("deno", "check", ...options, ...files);
  assert.equal(status, 0, text);
});

test("options are declared as they are read", () => {
  const { status, text } = compile("options", ["option_names.ts"], { ...resolutions.bundler, ...platforms.DOM });
  assert.equal(status, 0, text);
});

test("an error narrows by its code, and auth.fetch is a fetch", () => {
  const { status, text } = compile("narrowing", ["narrowing.ts"], { ...resolutions.bundler, ...platforms.DOM });
  assert.equal(status, 0, text);
});

test("the shapes that tests use have every declared member", () => {
  const options = { ...resolutions.bundler, lib: ["ES2024", "DOM"], types: ["node"], allowJs: true, checkJs: true };
  const { status, text } = compile("shapes", ["../shapes.js"], options);
  assert.equal(status, 0, text);
});

test("every entry of the package has types", () => {
  const entries = Object.keys(JSON.parse(readFileSync(join(PACKAGE, "package.json"))).exports);
  const code = entries
    .filter((entry) => entry !== "./package.json")
    .map((entry, at) => {
      return `import type * as entry${at} from "docusign-jwt${entry.slice(1)}";\nexport type Entry${at} = keyof typeof entry${at};\n`;
    });
  assert.ok(code.length > 6);
  const file = join(types, ".entries.ts");
  writeFileSync(file, code.join(""));
  try {
    const { status, text } = compile("entries", [".entries.ts"], { ...resolutions.nodenext, ...platforms["@types/node"] });
    assert.equal(status, 0, text);
  } finally {
    rmSync(file);
  }
});

test("no type is any", () => {
  const files = filesIn(PACKAGE).filter((name) => name.endsWith(".d.ts"));
  assert.ok(files.length > 6);
  const { status, text } = run(
    "biome",
    "lint",
    "--only=suspicious/noExplicitAny",
    "--error-on-warnings",
    ...files.map((name) => join("pkg", name)),
  );
  assert.equal(status, 0, text);
});

test("publint finds nothing", () => {
  const { status, text } = run("publint", "run", "--strict", TARBALL);
  assert.equal(status, 0, text);
  assert.match(text, /All good/);
});

test("are the types wrong? no", () => {
  const { status, text } = run("attw", TARBALL);
  assert.equal(status, 0, text);
});
