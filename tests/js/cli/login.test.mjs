// login: the browser, the listener on this machine, the state, and what comes of it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { afterEach, test } from "node:test";
import { openers } from "../../../pkg/cli/browser.js";
import { CALLBACK, CLIENT, ISV, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { ended } from "../harness/project.mjs";
import { Terminal } from "./terminal.mjs";

const { emulator, project, env: usual } = await installed();
const port = await freePort();
const children = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

const redirectUri = () => `http://localhost:${port}/callback`;
const env = (more) =>
  usual({
    DOCUSIGN_CLIENT_ID: CLIENT,
    DOCUSIGN_REDIRECT_URI: redirectUri(),
    BROWSER: project.browser(),
    LANDED: `${project.folder}/landed.txt`,
    ...more,
  });
const landed = () => readFileSync(`${project.folder}/landed.txt`, "utf8");
const login = (args, more) => project.command(["login", ...args], env(more));
const register = (uri = redirectUri()) => emulator.addRedirectUri(CLIENT, uri);

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** A login that waits for its redirect: its link, its state, and how it ends. */
async function waiting(args = [], more = {}) {
  const child = project.start(`${project.folder}/node_modules/.bin/docusign-jwt`, ["login", "--no-open", ...args], env(more));
  children.push(child);
  let stderr = "";
  const link = await new Promise((resolve, reject) => {
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
      const found = /^http\S+\/oauth\/auth\S+$/m.exec(stderr);
      if (found) resolve(new URL(found[0]));
    });
    child.once("close", () => reject(new Error(`it ended: ${stderr}`)));
  });
  const over = ended(child).then((outcome) => ({ ...outcome, stderr }));
  return { child, link, state: link.searchParams.get("state"), over };
}

/** A request to the listener, with nothing of it decided by fetch. */
function ask(path, { method = "GET", host = `localhost:${port}`, address = "127.0.0.1" } = {}) {
  return new Promise((resolve, reject) => {
    const sent = request({ host: address, port, path, method, headers: { host } }, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, text });
    });
    sent.once("error", reject);
    sent.end();
  });
}

test("opens $BROWSER, waits for the redirect, and says whose token it is", async () => {
  await register();
  const { stdout, stderr, status } = await login([]);
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`^userId: ${user(1)}\nname: Ann Admin\nemail: ann@example.com\naccountId: `));
  assert.match(stderr, /opens in your browser[^\n]*\nhttp\S+\nConsent granted: Docusign has redirected the browser/);
  assert.match(landed(), /^200 .*Consent granted/);
  const again = await project.command(["consent", "--json"], env());
  const { userId, account, expiresAt } = JSON.parse(again.stdout);
  assert.deepEqual([again.status, userId, account.isDefault], [0, user(1), true]);
  assert.ok(expiresAt > Date.now());
});

test("the link asks for the scopes, with impersonation, and has a state of its own each time", async () => {
  await register();
  const first = await waiting(["--scopes", "signature click.send", "--prompt", "login"]);
  assert.equal(first.link.searchParams.get("scope"), "signature click.send impersonation");
  assert.equal(first.link.searchParams.get("prompt"), "login");
  assert.ok(first.state.length >= 22);
  first.child.kill("SIGTERM");
  assert.equal((await first.over).signal, "SIGTERM");
  const other = await waiting();
  assert.notEqual(other.state, first.state);
  other.child.kill("SIGTERM");
  await other.over;
});

test("--no-open opens nothing", async () => {
  await register();
  const mark = `${project.folder}/opened`;
  const { link, over } = await waiting([], { BROWSER: `touch ${mark}` });
  await fetch(await emulator.click(link, { user: user(1), decision: "allow" }));
  assert.equal((await over).status, 0);
  assert.equal(existsSync(mark), false);
});

test("only the redirect with its state ends it; everything else is refused, and it goes on waiting", async () => {
  await register();
  const { link, state, over } = await waiting();
  const right = `/callback?code=x&state=${state}`;
  for (const [path, options, status] of [
    ["/favicon.ico", {}, 404],
    ["/", {}, 404],
    ["/callback", {}, 404],
    [`/other?code=x&state=${state}`, {}, 404],
    [right, { method: "POST" }, 404],
    [right, { method: "HEAD" }, 404],
    [right, { host: "evil.example" }, 404],
    [right, { host: `localhost.evil.example:${port}` }, 404],
    ["//evil.example/callback?code=x", {}, 404],
    ["/callback?code=x&state=another", {}, 400],
    ["/callback?code=x", {}, 400],
    ["/callback?error=access_denied&state=another", {}, 400],
  ]) {
    const answer = await ask(path, options);
    assert.equal(answer.status, status, path);
    assert.equal(answer.text.includes(state), false, "nothing of a request is repeated");
  }
  await assert.rejects(ask(right, { address: "127.0.0.2" }), { code: "ECONNREFUSED" }, "it listens on 127.0.0.1 alone");
  const page = await fetch(await emulator.click(link, { user: user(1), decision: "allow" }));
  assert.equal(page.status, 200);
  assert.equal(page.headers.get("cache-control"), "no-store");
  assert.match(page.headers.get("content-security-policy"), /default-src 'none'/);
  assert.equal(page.headers.get("referrer-policy"), "no-referrer");
  const { status, stderr } = await over;
  assert.equal(status, 0, stderr);
  assert.match(stderr, /Ignored a redirect: its state does not belong to this login\./);
  await assert.rejects(ask(right), { code: "ECONNREFUSED" }, "nobody listens any more");
});

test("a connection that says nothing does not keep it", async () => {
  await register();
  const { link, over } = await waiting();
  const silent = connect(port, "127.0.0.1");
  silent.on("error", () => {});
  await new Promise((resolve) => silent.once("connect", resolve));
  await fetch(await emulator.click(link, { user: user(1), decision: "allow" }));
  assert.equal((await over).status, 0);
  silent.destroy();
});

test("a denial, and a consent of somebody else", async () => {
  await register();
  const denied = await login([], { DECISION: "deny" });
  assert.equal(denied.status, 5, denied.stderr);
  assert.match(denied.stderr, /\[consent_denied\]/);
  assert.match(landed(), /Consent was not granted/);
  const other = await login([], { AS: user(2) });
  assert.equal(other.status, 3, other.stderr);
  assert.match(other.stderr, /\[consent_required\]/);
});

test("it gives up after --wait; a wrong state is then what is told", async () => {
  await register();
  const late = await login(["--no-open", "--wait", "50"]);
  assert.equal(late.status, 2);
  assert.match(late.stderr, /No redirect arrived within 50 ms\.[\s\S]*\[login_timeout\]/);
  const { over } = await waiting(["--wait", "3000"]);
  await ask("/callback?code=x&state=another");
  const { status, stderr } = await over;
  assert.equal(status, 5);
  assert.match(stderr, /\[state_mismatch\]/);
  assert.equal((await login(["--wait", "soon"])).status, 2);
});

test("a port that is taken is named", async () => {
  const other = createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  try {
    const { status, stderr } = await login([]);
    assert.equal(status, 2);
    assert.match(stderr, /^ {2}http:\/\/localhost:8765\/callback$/m, "another port is proposed");
    assert.match(stderr, new RegExp(`Cannot listen on port ${port}: EADDRINUSE[^]*\\[port_unavailable\\]`));
  } finally {
    other.close();
  }
});

test("Ctrl-C ends it", async () => {
  await register();
  const { child, over } = await waiting();
  child.kill("SIGINT");
  const { status, signal } = await over;
  assert.deepEqual([status, signal], [null, "SIGINT"]);
});

test("a redirect URI on another machine: what to register, or at a terminal the address to paste", async () => {
  const more = { DOCUSIGN_REDIRECT_URI: CALLBACK };
  const { status, stderr } = await login([], more);
  assert.equal(status, 2);
  assert.match(stderr, /https:\/\/example\.com\/callback does not point to this machine/);
  assert.match(stderr, /^ {2}http:\/\/localhost:8765\/callback$/m);
  for (const [state, code, word] of [
    [undefined, 0, /✓ Docusign issues tokens for this user/],
    ["another", 5, /\[state_mismatch\]/],
  ]) {
    const person = new Terminal(project, "$CLI login --no-open", env(more));
    const [, link] = await person.shows("Open this page:\\s+(http[^]*)\nConsent there, then paste");
    const address = new URL(await emulator.click(link.replaceAll("\n", ""), { user: user(1), decision: "allow" }));
    if (state !== undefined) address.searchParams.set("state", state);
    person.type(address.href);
    const over = await person.over;
    assert.equal(over.status, code, over.shown);
    assert.match(over.shown, word);
    await emulator.revoke(CLIENT, user(1));
  }
});

test("all that is missing is named at once", async () => {
  const { status, stderr } = await project.command(["login"], { DOCUSIGN_CLIENT_ID: ISV });
  assert.equal(status, 2);
  for (const label of ["user ID: ", "private key: ", "redirect URI: "]) assert.ok(stderr.includes(`\n  ${label}`), stderr);
});

test("where no browser opens, the link is there and it goes on waiting", async () => {
  await register();
  const child = project.start(`${project.folder}/node_modules/.bin/docusign-jwt`, ["login"], env({ BROWSER: "false:no-such-browser" }));
  children.push(child);
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const over = ended(child);
  while (!stderr.includes("Cannot open a browser")) await new Promise((resolve) => child.stderr.once("data", resolve));
  const [link] = /^http\S+$/m.exec(stderr);
  await fetch(await emulator.click(link, { user: user(1), decision: "allow" }));
  assert.equal((await over).status, 0);
});

test("the program that opens a page, on each platform; $BROWSER comes first", () => {
  const url = "https://account-d.docusign.com/oauth/auth?scope=a%20b&state=x";
  assert.deepEqual(openers(url, "darwin"), [["open", [url]]]);
  assert.deepEqual(openers(url, "linux"), [
    ["xdg-open", [url]],
    ["wslview", [url]],
  ]);
  assert.deepEqual(openers(url, "win32"), [["cmd.exe", ["/d", "/s", "/c", `"start "" "${url}""`]]]);
  assert.deepEqual(openers(url, "linux", "firefox -P x:chrome --app=%s"), [
    ["firefox", ["-P", "x", url]],
    ["chrome", [`--app=${url}`]],
  ]);
});
