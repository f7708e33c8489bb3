// Real Next: the shared suite in an edge route, a Node route and the proxy, in `next start` and `next dev`; and no token on
// its disk, whatever kind a page is of.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { tenantUser } from "../../../../runtimes/emulator.mjs";
import { node } from "../../../../runtimes/nodes.mjs";
import { fuses } from "../../../../runtimes/processor.mjs";
import { startReferee } from "../../runtimes/referee.mjs";
import { NAMES } from "../../runtimes/shared/suite.js";
import { prepare, start } from "../project.mjs";

const PROGRAM = "next/dist/bin/next";
const CONTROL = "an answer that may be cached";
// Where Next runs on a machine of its own, the edge route may compile; on Vercel it may not.
const PLACES = {
  "edge route": ["edge", "edge-light that compiles", "core alone"],
  "Node route": ["node", "Node 24", fuses ? "second module" : "core alone"],
  proxy: ["proxy", "Node 24", fuses ? "second module" : "core alone"],
};
const PAGES = ["static", "isr", "dynamic"];

/** A folder with the project, a server whose answers may be cached, and the referee of the shared suite. */
async function prepared({ emulator, env }, use) {
  const referee = await startReferee(emulator.origin);
  const control = createServer((_, response) => response.end(CONTROL));
  await new Promise((resolve) => control.listen(0, "127.0.0.1", resolve));
  const folder = prepare("next");
  try {
    const given = { ...env, CONTROL: `http://127.0.0.1:${control.address().port}/` };
    return await use({ emulator, referee, folder, env: given });
  } finally {
    referee.stop();
    control.close();
    control.closeAllConnections();
  }
}

/** The beginning of every access token of the emulator, and what base64 makes of it at each offset. */
const TOKEN = Buffer.from('{"typ":"MT","alg":"RS256"}').toString("base64url");
const inBase64 = (text) =>
  [0, 1, 2].map((offset) =>
    Buffer.from("x".repeat(offset) + text)
      .toString("base64")
      .slice(4, -4),
  );
const TRACES = [TOKEN, ...inBase64(TOKEN)];

function filesIn(place) {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** Fails for a file of Next's with a token in it. */
function assertNoToken(folder) {
  const files = filesIn(join(folder, ".next"));
  assert.ok(files.length > 50, `${files.length} files`);
  for (const file of files) {
    const text = readFileSync(file, "latin1");
    assert.ok(!TRACES.some((trace) => text.includes(trace)), `a token is in ${file}`);
  }
}

async function serve(mode, { folder, env }) {
  const server = start(node(24), folder, PROGRAM, [mode, "--port", "0"], env);
  const [, origin] = await server.finds(/Local:\s+(http:\S+)[\s\S]*Ready in/);
  return { origin: origin.replace("localhost", "127.0.0.1"), ...server };
}

/** The shared suite at each place, and each page. */
async function tryAll(mode, app) {
  const { emulator, referee } = app;
  const server = await serve(mode, app);
  try {
    for (const [name, [path, expected, signer]] of Object.entries(PLACES)) {
      await emulator.reset();
      const { origin, outcome } = referee.expect(`${mode}-${path}`, expected, signer);
      const response = await fetch(`${server.origin}/${path}?referee=${encodeURIComponent(origin)}`);
      assert.equal(response.status, 200, `${name}: ${(await response.text()).slice(0, 500)}\n${server.text()}`);
      const outcomes = await outcome;
      console.log(`│ Next 16, ${mode}, ${name.padEnd(10)} ${NAMES.map((check) => (outcomes[check] === null ? "✓" : "✗")).join(" ")}`);
      for (const check of NAMES) assert.equal(outcomes[check], null, `${name}, ${check}`);
    }
    for (const page of PAGES) {
      const response = await fetch(`${server.origin}/${page}`);
      assert.equal(response.status, 200, `${page}\n${server.text()}`);
      assert.match(await response.text(), new RegExp(tenantUser(1)), page);
    }
  } finally {
    await server.stop();
  }
}

async function build({ folder, env }) {
  const build = start(node(24), folder, PROGRAM, ["build"], env);
  assert.equal(await build.ended, 0, build.text());
  const cached = filesIn(join(folder, ".next/cache/fetch-cache")).map((file) => readFileSync(file, "latin1"));
  assert.ok(
    cached.some((text) => text.includes(Buffer.from(CONTROL).toString("base64"))),
    "the control is cached",
  );
  assertNoToken(folder);
  for (const page of PAGES) assert.match(build.text(), new RegExp(`ƒ /${page}\\b`), build.text());
}

export const ROWS = {
  /** Pages that ask Docusign are rendered on request; then the edge route, the Node route, the proxy and the pages. */
  "next-production": (row) =>
    prepared(row, async (app) => {
      await build(app);
      await tryAll("start", app);
      assertNoToken(app.folder);
    }),

  "next-development": (row) =>
    prepared(row, async (app) => {
      await tryAll("dev", app);
      assert.ok(existsSync(join(app.folder, ".next/dev")));
      assertNoToken(app.folder);
    }),
};
