// One suite, unchanged, from the packed tarball, in every runtime and through every bundler: runtime by check.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPage } from "../../../runtimes/browser.mjs";
import { byEsbuild, byVite, byWebpack, forEdge, launcher, page } from "./bundles.mjs";
import { startEmulator } from "../../../runtimes/emulator.mjs";
import { node } from "../../../runtimes/nodes.mjs";
import { startReferee } from "./referee.mjs";
import { NAMES } from "./shared/suite.js";
import { fuses } from "../../../runtimes/processor.mjs";
import { startWorker } from "../../../runtimes/workerd.mjs";

const ROOT = new URL("../../../", import.meta.url).pathname;
const HERE = "tests/js/runtimes";
const PACKAGE = join(ROOT, "node_modules/docusign-jwt");
// Outside of the repository, where no node_modules is in reach of what was bundled.
const WORK = mkdtempSync(join(tmpdir(), "docusign-jwt-matrix-"));

const npmProgram = (name) => join(ROOT, "node_modules/.bin", name);

/** A program that runs the suite. Its failure is the row's. */
function run(program, ...command) {
  const child = spawn(program, command, {
    cwd: WORK,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, NO_COLOR: "1", DENO_DIR: join(WORK, "deno"), NODE_PATH: "" },
  });
  const failed = new Promise((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => code !== 0 && reject(new Error(`${program} ended with ${code}`)));
  });
  return { failed, stop: () => child.kill() };
}

async function worker(entry, referee, flags = [], date = "2026-07-01") {
  const worker = await startWorker(launcher(entry), { REFEREE: referee }, { flags, date });
  const asked = fetch(worker.origin).then(async (response) => {
    if (!response.ok) throw new Error(`the Worker answered ${response.status} ${await response.text()}`);
  });
  return { failed: asked.then(() => new Promise(() => {})), stop: worker.stop };
}

/** The sources as they are, each with its path, for a page without a bundler. */
function sources(id, name) {
  const folder = join(WORK, id);
  for (const part of ["runtimes/signing_path.js", `${HERE}/launch`, `${HERE}/shared`]) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  page(join(folder, HERE, "launch"), name, {
    imports: {
      "docusign-jwt": "../../../../package/index.js",
      "docusign-jwt/page": "../../../../package/page.js",
      "docusign-jwt/slim": "../../../../package/slim.js",
    },
  });
  return { runtimes: join(folder, "runtimes"), tests: join(folder, "tests"), package: PACKAGE };
}

/** What signs where the engine has relaxed SIMD, and the processor multiplies and adds in one instruction. */
const SECOND = fuses ? "second module" : "core alone";
/** What signs elsewhere, and where a package does not bring the second module. */
const ALONE = "core alone";

const rows = [
  { name: "workerd", expected: "workerd", path: SECOND, start: (referee) => worker("worker.js", referee) },
  {
    name: "workerd, nodejs_compat",
    expected: "workerd with nodejs_compat",
    path: SECOND,
    start: (referee) => worker("worker.js", referee, ["nodejs_compat"]),
  },
  { name: "workerd, slim", expected: "workerd", path: ALONE, start: (referee) => worker("worker_slim.js", referee) },
  {
    // Its fetch throws where it meets the field cache.
    name: "workerd of 2024",
    expected: "workerd",
    path: SECOND,
    start: (referee) => worker("worker.js", referee, [], "2024-09-01"),
  },
  {
    name: "edge-light (in Node)",
    expected: "edge-light",
    path: ALONE,
    start: async (referee) => {
      const bundle = await forEdge(launcher("edge_function.js"), WORK);
      return run(node(24), launcher("edge.mjs"), bundle, join(PACKAGE, "core.wasm"), referee);
    },
  },
  {
    name: "Deno, net only",
    expected: "Deno 2 that may net",
    path: SECOND,
    agent: /^Deno\/2/,
    start: (referee) => {
      const may = ["--allow-net", "--no-prompt", "--no-config", "--node-modules-dir=manual"];
      return run(npmProgram("deno"), "run", ...may, launcher("import.mjs"), referee);
    },
  },
  {
    name: "Bun",
    expected: "Bun 1",
    // It rounds twice on x64.
    path: process.arch === "x64" ? ALONE : SECOND,
    agent: /^Bun\/1/,
    start: (referee) => run(npmProgram("bun"), launcher("import.mjs"), referee),
  },
  ...[20, 22, 24, 26].flatMap((major) =>
    [
      ["import", "import.mjs"],
      ["require", "require.cjs"],
    ].map(([kind, file]) => ({
      name: `Node ${major}, ${kind}`,
      expected: `Node ${major}`,
      path: major === 20 ? ALONE : SECOND,
      agent: /^node$/,
      start: (referee) => run(node(major), launcher(file), referee),
    })),
  ),
  {
    name: "Node 24, slim",
    expected: "Node 24",
    path: ALONE,
    agent: /^node$/,
    start: (referee) => run(node(24), launcher("slim.mjs"), referee),
  },
  {
    name: "Node 20, one file by esbuild",
    expected: "Node 20",
    path: ALONE,
    agent: /^node$/,
    start: async (referee) => run(node(20), await byEsbuild(launcher("app.mjs"), WORK), referee),
  },
  {
    name: "Chromium, Vite",
    browser: "chromium",
    path: SECOND,
    folders: (id) => ({ page: join(WORK, id) }),
    before: (id) => byVite(launcher("page.js"), join(WORK, id), join(WORK, "vite")),
  },
  {
    name: "Chromium, webpack",
    browser: "chromium",
    path: SECOND,
    folders: (id) => ({ page: join(WORK, id) }),
    before: (id) => byWebpack(launcher("page.js"), join(WORK, id)),
  },
  { name: "Chromium, import map", browser: "chromium", path: SECOND, place: `${HERE}/launch`, folders: (id) => sources(id, "page.js") },
  { name: "Chromium, slim", browser: "chromium", path: ALONE, place: `${HERE}/launch`, folders: (id) => sources(id, "page_slim.js") },
  {
    name: "Firefox, import map",
    browser: "firefox",
    // Relaxed SIMD came to it between the versions that Debian's suites have.
    path: [SECOND, ALONE],
    place: `${HERE}/launch`,
    folders: (id) => sources(id, "page.js"),
  },
].map((row) => (row.browser ? inPage(row) : row));

/** A row whose launcher is a page that the referee serves. */
function inPage({ browser, place = "page", before, ...row }) {
  const word = browser === "firefox" ? "Firefox" : "Chrome";
  const start = async (referee, id) => {
    await before?.(id);
    const { stop } = await openPage(browser, `${referee}/${place}/index.html`);
    return { failed: new Promise(() => {}), stop };
  };
  return { ...row, expected: word, agent: new RegExp(`${word}/`), start };
}

const emulator = await startEmulator();
const referee = await startReferee(emulator.origin);
const table = [];
try {
  for (const [at, row] of rows.entries()) {
    const begun = performance.now();
    const outcomes = await outcomesOf(row, `row${at}`);
    table.push([row.name, outcomes]);
    const wrong = NAMES.filter((name) => outcomes[name] !== null);
    const reasons = new Set(wrong.map((name) => outcomes[name]));
    console.log(
      `${wrong.length ? "✗" : "✓"} ${row.name} (${Math.round(performance.now() - begun)} ms; signed by the ${outcomes.signedBy})`,
    );
    for (const reason of reasons) {
      console.log(`  ${wrong.filter((name) => outcomes[name] === reason).join(", ")}: ${reason}`);
    }
  }
} finally {
  referee.stop();
  emulator.stop();
  rmSync(WORK, { recursive: true, force: true });
}
show();

/** What the suite found in one row; what hinders it from running fails every check. */
async function outcomesOf({ expected, path, agent, folders, start }, id) {
  await emulator.reset();
  const { origin, outcome } = referee.expect(id, expected, path, folders?.(id));
  let running;
  try {
    running = await start(origin, id);
    const outcomes = await Promise.race([outcome, running.failed]);
    // The server's own view of who it was.
    for (const exchange of await emulator.exchanges()) {
      if (agent && !agent.test(exchange.agent ?? "")) outcomes.runtime ??= `the server was asked by ${exchange.agent}`;
    }
    return outcomes;
  } catch (error) {
    return Object.fromEntries(NAMES.map((name) => [name, String(error?.stack ?? error)]));
  } finally {
    await running?.stop();
  }
}

function show() {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name, cells) => console.log(`│ ${name.padEnd(width)} ${cells.join(" ")}`);
  const cell = (text, name) => text.padEnd(name.length);
  line("", NAMES);
  for (const [name, outcomes] of table) {
    line(
      name,
      NAMES.map((check) => cell(outcomes[check] === null ? "✓" : "✗", check)),
    );
  }
  const passed = table.flatMap(([, outcomes]) => NAMES.filter((name) => outcomes[name] === null)).length;
  const all = rows.length * NAMES.length;
  if (passed !== all) {
    console.log(`${all - passed} of ${all} cells failed`);
    process.exit(1);
  }
  console.log(`ran ${passed} tests in ${rows.length} runtimes`);
  process.exit(0);
}
