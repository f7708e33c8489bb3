// The example embedded-sending in Bun and in Deno: a person finishes a draft on Docusign's page, and sends it.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, before, describe, test } from "node:test";
import { CLIENT, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { survivesOddTargets } from "../harness/odd_targets.mjs";
import { isClosed, loggedIn, refusesStrangers } from "../harness/password.mjs";
import { settings, start } from "../harness/start_example.mjs";

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The commands of the README; the packed package lies in node_modules, where an application has it from npm. */
const runtimes = {
  bun: () => ["src/app.js"],
  deno: (port) => [
    "serve",
    "--node-modules-dir=manual",
    "--allow-net",
    "--allow-env",
    "--host",
    "localhost",
    "--port",
    String(port),
    "src/app.js",
  ],
};

for (const [runtime, args] of Object.entries(runtimes)) {
  describe(runtime, () => {
    let emulator;
    let site;
    let origin;
    before(async () => {
      emulator = await startEmulator();
      const port = await freePort();
      const env = { ...settings(emulator, CLIENT, user(2)), PORT: String(port) };
      site = start("embedded-sending", runtime, args(port), env);
      await site.heard(/Started .*server|Listening on/);
      origin = `http://localhost:${port}`;
    });
    after(() => {
      site.stop();
      emulator.stop();
    });

    const send = (offer, more = loggedIn) =>
      fetch(`${origin}/send`, { method: "POST", headers: more, body: new URLSearchParams({ offer }), redirect: "manual" });
    const text = async (url) => (await fetch(url, { headers: loggedIn })).text();

    test("without the password nobody sees or sends anything", async () => {
      await refusesStrangers((headers) => send("2026-1", headers));
      for (const path of ["/", "/sent?envelopeId=11111111-2222-4333-8444-555555555555", "/nothing"]) {
        await refusesStrangers((headers) => fetch(origin + path, { headers }));
      }
      for (const site of ["cross-site", "same-site", "none"]) {
        assert.equal((await send("2026-1", { ...loggedIn, "sec-fetch-site": site })).status, 403, site);
      }
      assert.deepEqual(await emulator.log(), []);
    });

    test("where no password is set, nobody gets in", async (t) => {
      const port = await freePort();
      const env = { ...settings(emulator, CLIENT, user(2)), PORT: String(port), APP_PASSWORD: "" };
      const closed = start("embedded-sending", runtime, args(port), env);
      t.after(() => closed.stop());
      await closed.heard(/Started .*server|Listening on/);
      await isClosed((headers) => fetch(`http://localhost:${port}/`, { headers }));
    });

    test("it lives on after odd requests", () =>
      survivesOddTargets(origin, { headers: loggedIn, home: runtime === "bun" ? { "http://[/": 200 } : {} }));

    test("without consent the terminal has the link", async () => {
      assert.equal((await send("2026-1")).status, 503);
      const [, url] = await site.heard(/Open this once, as user \S+: (\S+)/);
      await emulator.clickConsent(url, user(2));
    });

    test("a draft is finished on Docusign's page and sent", async () => {
      const response = await send("2026-117");
      assert.equal(response.status, 303);
      const page = response.headers.get("location");
      assert.ok(page.startsWith(`${emulator.origin}/Sending/`));
      const whom = { name: "Rob Remote", email: "rob@customer.example" };
      const returned = await emulator.click(page, { decision: "send", subject: "Offer 2026-117", ...whom });
      assert.match(returned, /\/sent\?envelopeId=[\da-f-]{36}&event=Send$/);
      assert.match(await text(returned), /Offer 2026-117 is on its way/);
      const [letter] = await emulator.mail();
      assert.deepEqual([letter.to, letter.subject], [whom.email, "Offer 2026-117"]);
      const minted = (await emulator.exchanges()).filter(({ status }) => status === 200);
      assert.equal(minted.length, 1);
      assert.match(minted[0].agent, new RegExp(`^${runtime}/`, "i"), "it is the runtime that it should be");
    });

    test("a person who only saves, and an address that is made up", async () => {
      const page = (await send("2026-118")).headers.get("location");
      const returned = await emulator.click(page, { decision: "save" });
      assert.match(await text(returned.replace("event=Save", "event=Send")), /Offer 2026-118 is still a draft/);
      assert.equal((await fetch(`${origin}/sent?envelopeId=../users&event=Send`, { headers: loggedIn })).status, 404);
      assert.equal((await send("<b>")).status, 400);
    });
  });
}
