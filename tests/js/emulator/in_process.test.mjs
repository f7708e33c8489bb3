// The emulator in a test's own process, beside docusign-jwt: both as they come out of their tarballs.
import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import vm from "node:vm";
import { accountIds, clientIds, createEmulator, privateKeys, userIds } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";

const client = (docusign, credentials = docusign.credentials(), more = {}) =>
  new DocusignAuth({ ...credentials, fetch: docusign.fetch, ...more });
const code = (expected) => (error) => error.code === expected || assert.fail(`${error.code}: ${error.message}`);

test("a token, userinfo and an API call by Docusign's own host names", async () => {
  const docusign = createEmulator();
  const auth = client(docusign);
  assert.ok(await auth.getAccessToken());
  const { accounts } = await auth.getUserInfo();
  assert.equal(accounts[0].baseUri, "https://demo.docusign.net");
  const answer = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
  assert.deepEqual(
    [answer.status, answer.url.split("?")[0]],
    [200, `https://demo.docusign.net/restapi/v2.1/accounts/${accountIds.example}/envelopes`],
  );
  assert.deepEqual(
    docusign.requests.map(({ path, status }) => [path.split("/")[1], status]),
    [
      ["oauth", 200],
      ["oauth", 200],
      ["restapi", 200],
    ],
  );
});

test("each case of credentials ends as it says", async () => {
  const docusign = createEmulator();
  const auth = (which) => client(docusign, docusign.credentials(which));
  await assert.rejects(auth("unconsented").getAccessToken(), code("consent_required"));
  await assert.rejects(auth("wrongKey").getAccessToken(), code("no_valid_keys_or_signatures"));
  await assert.rejects(auth("closedUser").getAccessToken(), code("user_not_found"));
  assert.equal((await auth("application").forApplication().getToken()).tokenType, "Application");
  const bob = client(docusign, docusign.credentials({ clientId: clientIds.productOfIsv, userId: userIds.bob }));
  assert.equal((await bob.getUserInfo()).email, "bob@example.com");
  assert.throws(() => docusign.credentials("consent"), /no case "consent"\. Did you mean consented\? The cases are consented, unconsented/);
  assert.throws(() => docusign.credentials({ clientId: clientIds.publicPage, userId: userIds.bob }), /no integration key c0/);
});

test("consent is given and taken back", async () => {
  const docusign = createEmulator();
  const credentials = docusign.credentials("unconsented");
  docusign.consent(credentials);
  assert.ok(await client(docusign, credentials).getAccessToken());
  docusign.revokeConsent(credentials);
  await assert.rejects(client(docusign, credentials).getAccessToken(), code("consent_required"));
  docusign.consent({ ...credentials, scopes: ["signature"] });
  await assert.rejects(client(docusign, credentials).getAccessToken(), code("consent_required"), "impersonation is missing");
  assert.throws(() => docusign.consent({ clientId: "x", userId: userIds.ann }), /no integration key x/);
});

test("faults come in their order and end", async () => {
  const docusign = createEmulator();
  docusign.fault({ path: "/oauth/token", status: 503, times: 1 });
  docusign.fault([{ path: "/oauth/token", kind: "cut", times: 1 }]);
  assert.ok(await client(docusign, docusign.credentials(), { retry: { limit: 3, minDelay: 10, maxDelay: 20 } }).getAccessToken());
  assert.deepEqual(
    docusign.requests.map(({ status }) => status),
    [503, 200, 200],
  );
  docusign.fault({ status: 418 });
  assert.equal((await docusign.fetch("https://account-d.docusign.com/oauth/userinfo")).status, 418);
  docusign.reset();
  assert.equal((await docusign.fetch("https://account-d.docusign.com/oauth/userinfo")).status, 500);
  assert.throws(() => docusign.fault({ staus: 500 }), /^TypeError: fault: staus: unknown field/);
});

test("the clock moves, and tokens end by it", async () => {
  const docusign = createEmulator();
  const auth = client(docusign, docusign.credentials(), { now: docusign.clock.now });
  const { accessToken, expiresAt } = await auth.getToken();
  const before = docusign.clock.now();
  docusign.clock.advance(3_600_001);
  assert.ok(docusign.clock.now() - before >= 3_600_001);
  const headers = { authorization: `Bearer ${accessToken}` };
  const ended = await docusign.fetch("https://account-d.docusign.com/oauth/userinfo", { headers });
  assert.equal(ended.status, 500, "as Docusign answers userinfo with a token that has ended");
  const renewed = await auth.getToken();
  assert.ok(renewed.accessToken !== accessToken && renewed.expiresAt > expiresAt);
  docusign.clock.set(Date.UTC(2030, 0, 1));
  assert.match((await docusign.fetch("http://localhost/")).headers.get("date"), /01 Jan 2030/);
  assert.throws(() => docusign.clock.advance("an hour"), /takes a number of milliseconds, not "an hour"/);
});

test("people of one's own, in part or whole", async () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const id = "5c2b8d7e-0f6a-4c1d-9e3b-7a8f9c0d1e2f";
  const user = "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9";
  const own = { clients: [{ id, keys: [privateKey] }], users: [{ id: user, email: "zoe@example.com" }] };
  const docusign = createEmulator({ ...own, consents: [{ client: id, user }] });
  const auth = client(docusign);
  assert.deepEqual([docusign.credentials().userId, (await auth.getUserInfo()).email], [user, "zoe@example.com"]);
  assert.throws(() => docusign.credentials("unconsented"), /no integration key with a private key and a user without consent/);
  const onlyPublic = createEmulator({ ...own, clients: [{ id, keys: [publicKey] }], consents: [{ client: id, user }] });
  const options = { clientId: id, userId: user, privateKey, environment: "demo", fetch: onlyPublic.fetch };
  assert.ok(await new DocusignAuth(options).getAccessToken());
  assert.throws(() => createEmulator({ user: [] }), /no option user/);
  assert.throws(() => createEmulator({ users: [{ id: user, emial: "z" }] }), /unknown field `emial`/);
  assert.throws(() => createEmulator({ users: [{ id: user, email: "z@e", accounts: ["a"] }] }), /account a/);
  assert.throws(() => createEmulator({ clients: [{ id, keys: ["mine.pem"] }] }), /the key mine\.pem is not PEM/);
});

test("emulators do not know of each other", async () => {
  const [one, other] = [createEmulator(), createEmulator()];
  one.consent(one.credentials("unconsented"));
  const credentials = one.credentials({ clientId: clientIds.contractRobot, userId: userIds.ann });
  assert.ok(await client(one, credentials).getAccessToken());
  await assert.rejects(client(other, credentials).getAccessToken(), code("consent_required"));
  assert.deepEqual([one.requests.length, other.requests.length], [1, 1]);
});

test("it answers for Docusign's hosts and for this machine, and for no other", async () => {
  const docusign = createEmulator();
  const status = async (url) => (await docusign.fetch(url, { redirect: "manual" })).status;
  assert.equal(await status("https://account.docusign.com/oauth/userinfo"), 500);
  assert.equal(await status("https://account-d.docusign.com/restapi/v2.1/x"), 404, "each host serves its own paths");
  assert.equal(await status("https://na4.docusign.net/oauth/userinfo"), 404);
  assert.equal(await status("http://localhost:1234/oauth/userinfo"), 500);
  const others = [
    "https://evil.example/",
    "http://account-d.docusign.com/oauth/token",
    "https://docusign.net.evil.example/",
    "https://127.0.0.1.evil.example",
  ];
  for (const url of others) await assert.rejects(docusign.fetch(url), { name: "TypeError", message: "fetch failed" });
});

test("redirects: followed, shown, refused", async () => {
  const docusign = createEmulator();
  docusign.fault({
    path: "/oauth/userinfo",
    kind: "redirect",
    location: "https://demo.docusign.net/restapi/v2.1/accounts/a/users",
    times: 2,
  });
  const url = "https://account-d.docusign.com/oauth/userinfo";
  const followed = await docusign.fetch(url, { headers: { authorization: "Bearer x" } });
  assert.deepEqual([followed.redirected, new URL(followed.url).host, followed.status], [true, "demo.docusign.net", 401]);
  assert.equal(docusign.requests.at(-1).authorized, false, "a token does not go to another host");
  assert.equal((await docusign.fetch(url, { redirect: "manual" })).status, 302);
  docusign.fault({ path: "/oauth/userinfo", kind: "redirect", location: url });
  await assert.rejects(docusign.fetch(url, { redirect: "error" }), /fetch failed/);
  await assert.rejects(docusign.fetch(url), ({ cause }) => /more than 20/.test(cause.message));
});

test("signals stop what hangs, before, while and after", async () => {
  const docusign = createEmulator();
  docusign.fault({ kind: "hang" });
  const url = "https://account-d.docusign.com/oauth/userinfo";
  await assert.rejects(docusign.fetch(url, { signal: AbortSignal.abort(new Error("no")) }), /no/);
  const controller = new AbortController();
  const begun = docusign.fetch(url, { signal: controller.signal });
  controller.abort();
  await assert.rejects(begun, { name: "AbortError" });
  await assert.rejects(docusign.fetch(new Request(url, { signal: AbortSignal.timeout(20) })), { name: "TimeoutError" });
  docusign.reset();
  docusign.fault({ kind: "cut" });
  await assert.rejects((await docusign.fetch(url)).text(), ({ name, message, cause }) => {
    assert.deepEqual([name, message, cause.name, cause.code], ["TypeError", "terminated", "SocketError", "UND_ERR_SOCKET"]);
    return true;
  });
});

test("requests and bodies of every kind, also of another realm", async () => {
  const docusign = createEmulator();
  const url = "http://localhost/__emulator/faults/add";
  const text = JSON.stringify({ path: "/nowhere", status: 500 });
  const bytes = new TextEncoder().encode(text);
  async function* pieces() {
    yield bytes.subarray(0, 5);
    yield bytes.subarray(5);
  }
  const foreign = vm.runInNewContext("({ bytes: new Uint8Array(given).buffer, headers: [['content-type', 'application/json']] })", {
    given: [...bytes],
  });
  const bodies = [
    text,
    bytes,
    bytes.buffer,
    new DataView(bytes.buffer),
    new Blob([text]),
    new Blob([text]).stream(),
    pieces(),
    foreign.bytes,
  ];
  for (const body of bodies) {
    const answer = await docusign.fetch(url, { method: "post", headers: foreign.headers, body });
    assert.equal(answer.status, 204, Object.prototype.toString.call(body));
  }
  const whole = new Request(url, { method: "POST", headers: { "content-type": "application/json" }, body: text });
  assert.equal((await docusign.fetch(whole)).status, 204);
  const shaped = {
    url,
    method: "POST",
    headers: new Map([["content-type", "application/json"]]),
    body: {},
    arrayBuffer: async () => bytes,
  };
  assert.equal((await docusign.fetch(shaped)).status, 204, "a request is known by its shape");
  const form = await docusign.fetch("https://account-d.docusign.com/oauth/token", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "x" }),
  });
  assert.deepEqual(await form.json(), { error: "unsupported_grant_type" });
  const data = new FormData();
  data.set("grant_type", "x");
  const multipart = await docusign.fetch("https://account-d.docusign.com/oauth/token", { method: "POST", body: data });
  assert.deepEqual(await multipart.json(), { error: "invalid_request" });
  await assert.rejects(docusign.fetch(url, { body: "x" }), /GET request cannot have a body/);
});

test("keys, limits, redirect URIs and tokens are steered", async () => {
  const docusign = createEmulator();
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = (key, type) => key.export({ type, format: "pem" });
  docusign.uploadKey({ clientId: clientIds.productOfIsv, publicKey: pem(publicKey, "spki") });
  const auth = client(docusign, { ...docusign.credentials(), privateKey: pem(privateKey, "pkcs1") });
  await auth.getAccessToken();
  docusign.limits({ hourly: 1 });
  const call = () => auth.fetch("/restapi/v2.1/accounts/{accountId}/users");
  assert.deepEqual([(await call()).status, (await call()).status], [200, 429]);
  assert.equal(docusign.revokeTokens({ userId: userIds.bob }), 0);
  assert.equal(docusign.revokeTokens(), 1);
  docusign.addRedirectUri({ clientId: clientIds.contractRobot, redirectUri: "http://localhost:3000/cb" });
  const query = new URLSearchParams({
    response_type: "code",
    scope: "signature",
    client_id: clientIds.contractRobot,
    redirect_uri: "http://localhost:3000/cb",
  });
  const page = await docusign.fetch(`https://account-d.docusign.com/oauth/auth?${query}`);
  assert.match(await page.text(), /Contract Robot/);
  assert.throws(() => docusign.uploadKey({ clientId: clientIds.contractRobot, publicKey: "x" }), /uploadKey: a public key is not PEM/);
});

test("nothing secret is in what it shows", async () => {
  const docusign = createEmulator();
  const token = await client(docusign).getAccessToken();
  const shown = JSON.stringify([docusign.requests, docusign.mail]);
  assert.ok(!shown.includes(token) && !shown.includes(privateKeys.integration.slice(40, 80)));
});

test("the first page shows who there is, and no key", async () => {
  const page = async (docusign) => (await docusign.fetch("http://localhost/")).text();
  const text = await page(createEmulator());
  for (const id of [...Object.values(clientIds), ...Object.values(userIds)]) assert.ok(text.includes(id), id);
  assert.match(text, /all users have consented to signature impersonation/);
  assert.match(text, /<li>\d+ more<\/li>/, "it does not list a thousand users");
  assert.ok(!text.includes("PRIVATE KEY"));
  const odd = { id: "0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9", email: "zoe@example.com", name: "<b>Zoe" };
  assert.match(await page(createEmulator({ users: [odd] })), /<li>&lt;b&gt;Zoe, zoe@example\.com, Active/);
});
