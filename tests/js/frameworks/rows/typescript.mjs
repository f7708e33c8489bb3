// TypeScript under each way of resolving modules, strictly, with the package's own declaration files checked too.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node } from "../../../../runtimes/nodes.mjs";
import { install, start, succeeds, toolsIn } from "../project.mjs";

const TYPES = new URL("../../package/types/", import.meta.url).pathname;

/** Every exported name, as an ES module and as CommonJS; the package's own `type` says which a `.ts` is. */
const WAYS = {
  bundler: { module: "esnext", moduleResolution: "bundler", of: "module" },
  "node16, module": { module: "node16", moduleResolution: "node16", of: "module" },
  "node16, CommonJS": { module: "node16", moduleResolution: "node16", of: "commonjs" },
  "nodenext, module": { module: "nodenext", moduleResolution: "nodenext", of: "module" },
  "nodenext, CommonJS": { module: "nodenext", moduleResolution: "nodenext", of: "commonjs" },
};

const compiles = (version) => async (row) => {
  const folder = join(toolsIn(row.group), `types-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  install(folder);
  for (const [way, { of, ...how }] of Object.entries(WAYS)) {
    const place = join(folder, way.replaceAll(/\W+/g, "-"));
    mkdirSync(place);
    for (const file of ["every_name.ts", "stores.ts"]) cpSync(join(TYPES, file), join(place, file));
    if (of === "commonjs") cpSync(join(TYPES, "require.cts"), join(place, "require.cts"));
    writeFileSync(join(place, "package.json"), JSON.stringify({ private: true, type: of }));
    const compilerOptions = {
      target: "es2022",
      lib: ["es2022", "dom"],
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      ...how,
    };
    writeFileSync(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts", "*.cts"] }));
    await succeeds(start(node(24), place, `typescript-${version}/bin/tsc`, ["--project", ".", "--pretty", "false"], {}));
  }
};

export const ROWS = Object.fromEntries(
  ["5.4", "5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"].map((version) => [`typescript-${version}`, compiles(version)]),
);
