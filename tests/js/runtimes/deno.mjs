// The Deno example in real Deno, which may do nothing but use the network and read its settings.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import test, { after, before } from "node:test";
import { PASSWORD, isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { CLIENT, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());

const root = new URL("../../../", import.meta.url).pathname;
const deno = `${root}node_modules/.bin/deno`;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test("it is Deno", () => {
  const { stdout } = spawnSync(deno, ["eval", "console.log(Deno.version.deno)"], { encoding: "utf8" });
  assert.match(stdout, /^2\.\d+\.\d+/);
});

async function withExample(more, use) {
  const port = await freePort();
  const child = spawn(
    deno,
    // The packed package lies in node_modules; an application would have it from npm.
    ["run", "--node-modules-dir=manual", "--no-config", "--allow-net", "--allow-env", "examples/deno/main.js"],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        NO_COLOR: "1",
        PORT: String(port),
        DOCUSIGN_CLIENT_ID: CLIENT,
        DOCUSIGN_USER_ID: user(1),
        DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n"),
        DOCUSIGN_AUTH_SERVER: emulator.origin,
        DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
        ...more,
      },
    },
  );
  try {
    const ask = async (headers) => {
      for (let tries = 0; ; tries += 1) {
        try {
          return await fetch(`http://127.0.0.1:${port}/`, { headers });
        } catch (error) {
          if (tries > 100 || child.exitCode !== null) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    };
    await use(ask, `http://127.0.0.1:${port}`);
  } finally {
    child.kill();
  }
}

test("the example: consent, token, cache", async () => {
  await withExample({ APP_PASSWORD: PASSWORD }, async (ask, origin) => {
    await refusesStrangers(ask);
    assert.deepEqual(await emulator.exchanges(), []);
    const json = async () => {
      const response = await ask(loggedIn);
      return [response.status, await response.json()];
    };
    const [status, { code, consentUrl }] = await json();
    assert.deepEqual([status, code], [403, "consent_required"]);
    await emulator.clickConsent(consentUrl, user(1));
    const second = await json();
    assert.deepEqual([second[0], second[1].name], [200, "Ann Admin"]);
    assert.deepEqual(await json(), second);
    const minted = (await emulator.exchanges()).filter((entry) => entry.status === 200);
    assert.equal(minted.length, 1);
    assert.match(minted[0].agent, /^Deno\//);
    await survivesOddTargets(origin, { headers: loggedIn, home: { "http://[/": 200 } });
  });
});

test("the example without its password lets nobody in", async () => {
  await withExample({ APP_PASSWORD: "" }, (ask) => isClosed(ask));
});
