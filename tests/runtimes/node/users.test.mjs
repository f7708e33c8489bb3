// userinfo, accounts, the look-up of users by e-mail, applications.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { ConfigError, DocusignAuth, UserLookupError } from "docusign-jwt";
import { CLIENT, ISV, ORGANIZATION, account, pem, startEmulator, tenantUser, user } from "../emulator.mjs";

let emulator;
before(async () => (emulator = await startEmulator()));
after(() => emulator.stop());
afterEach(() => emulator.reset());

const client = (more) =>
  new DocusignAuth({
    clientId: ISV,
    userId: user(1),
    privateKey: pem(),
    environment: emulator.environment,
    retry: { limit: 2, minDelay: 1 },
    ...more,
  });
const asked = async (path) => (await emulator.log()).filter((entry) => entry.path.includes(path)).length;

test("userinfo is asked once, and its booleans are booleans", async () => {
  const auth = client({ userId: user(2) });
  const all = await Promise.all(Array.from({ length: 50 }, () => auth.getUserInfo()));
  assert.equal(new Set(all).size, 1);
  assert.equal(await asked("/oauth/userinfo"), 1);
  const [info] = all;
  assert.equal(info.userId, user(2));
  assert.deepEqual(info.accounts.map(({ accountId, isDefault }) => [accountId, isDefault]), [
    [account(1), true],
    [account(2), false],
  ]);
  assert.equal(info.accounts[0].basePath, `${emulator.origin}/restapi`);
  assert.ok(Object.isFrozen(info.accounts[0]));
});

test("the default account, a named one, one that is somebody else's", async () => {
  const auth = client({ userId: user(2) });
  assert.equal((await auth.getAccount()).accountId, account(1));
  assert.equal((await auth.getAccount({ accountId: account(2).toUpperCase() })).accountId, account(2));
  assert.equal((await client({ userId: user(2), accountId: account(2) }).getAccount()).accountId, account(2));
  const error = await auth.getAccount({ accountId: account(9) }).catch((e) => e);
  assert.ok(error instanceof ConfigError);
  assert.equal(error.code, "account_not_accessible");
  assert.deepEqual(error.accounts, [account(1), account(2)]);
});

test("userinfo of other shapes", async () => {
  const answers = [
    [{ sub: "u", accounts: [] }, "no_account"],
    [{ sub: "u" }, "no_account"],
    [{ sub: "u", accounts: [{ account_id: "a", base_uri: "https://evil.example" }] }, "base_uri_not_allowed"],
    [{ accounts: [] }, "response_invalid"],
    [[], "response_invalid"],
  ];
  for (const [body, code] of answers) {
    const answer = (url, init) => (url.endsWith("/userinfo") ? Response.json(body) : fetch(url, init));
    await assert.rejects(client({ fetch: answer }).getAccount(), { code }, JSON.stringify(body));
  }
  const strange = {
    sub: "u",
    new_field: { x: 1 },
    accounts: [{ account_id: "A", is_default: "true", base_uri: `${emulator.origin}/`, colour: 7 }],
  };
  const answer = (url, init) => (url.endsWith("/userinfo") ? Response.json(strange) : fetch(url, init));
  const found = await client({ fetch: answer }).getAccount();
  assert.equal(found.isDefault, true);
  assert.equal(found.baseUri, emulator.origin);
});

test("a token that has ended early is replaced once", async () => {
  const auth = client();
  await auth.getAccessToken();
  await emulator.revokeTokens();
  assert.equal((await auth.getUserInfo()).userId, user(1));
  assert.equal((await emulator.exchanges()).length, 2);
  await emulator.faults({ path: "/oauth/userinfo", status: 401 });
  const error = await auth.getUserInfo({ forceRefresh: true }).catch((e) => e);
  assert.equal(error.code, "token_rejected");
  assert.equal((await emulator.exchanges()).length, 3);
});

test("users are found by e-mail, with plus signs and beyond ASCII", async () => {
  const auth = client();
  for (const [email, number] of [
    ["bob@example.com", 2],
    ["BOB@Example.com", 2],
    ["eva+sign@example.com", 6],
    ["jürgen@exämple.de", 7],
  ]) {
    const of = await auth.forEmail(email);
    assert.equal(of.userId, user(number));
    assert.equal((await of.getUserInfo()).userId, user(number));
  }
  const lookups = await asked("/users");
  await auth.forEmail(" bob@example.com ");
  assert.equal(await asked("/users"), lookups, "a hit is remembered");
});

test("nobody, several and inactive are three errors", async () => {
  const auth = client();
  const cases = [
    ["nobody@example.com", "user_lookup_none", []],
    ["twin@example.com", "user_lookup_several", [user(3), user(4)]],
    ["closed@example.com", "user_lookup_inactive", [user(5)]],
    ["pending@example.com", "user_lookup_inactive", [user(8)]],
  ];
  for (const [email, code, candidates] of cases) {
    const error = await auth.forEmail(email).catch((e) => e);
    assert.ok(error instanceof UserLookupError, email);
    assert.equal(error.code, code);
    assert.deepEqual(error.candidates.map(({ userId }) => userId), candidates);
  }
  for (const email of ["", "bob", "@example.com", "a b@example.com", 7]) {
    await assert.rejects(auth.forEmail(email), { code: "option_invalid" });
  }
  await assert.rejects(auth.forEmail(undefined), { code: "option_missing" });
});

test("only an administrator may look users up", async () => {
  const error = await client({ userId: user(2) }).forEmail("ann@example.com").catch((e) => e);
  assert.equal(error.code, "forbidden");
  assert.equal(error.error, "USER_NOT_ACCOUNT_ADMIN");
  assert.match(error.hint, /administrator/);
});

test("more users than fit on a page are all read", async () => {
  const pages = (url, init) => {
    if (!url.includes("/users?")) return fetch(url, init);
    const start = Number(new URL(url).searchParams.get("start_position") ?? 0);
    const users = Array.from({ length: Math.min(100, 250 - start) }, (_, at) => ({
      userId: `${start + at}`,
      email: "x@example.com",
      userStatus: "Active",
    }));
    return Response.json({ users, totalSetSize: "250" });
  };
  const users = await client({ fetch: pages }).findUsers({ email: "x@example.com" });
  assert.deepEqual([users.length, users[249].userId], [250, "249"]);
});

test("an application finds users by the Admin API, and impersonates them", async () => {
  const application = client().forApplication();
  const claims = (await application.getToken()).accessToken;
  assert.ok(claims);
  const users = await application.findUsers({ email: "ann@example.com" });
  assert.deepEqual(users.map(({ userId, active }) => [userId, active]), [[user(1), true]]);
  const ann = await application.forEmail("ann@example.com", { scopes: ["signature"] });
  assert.equal((await ann.getUserInfo()).userId, user(1));
  const named = client().forApplication({ organizationId: ORGANIZATION });
  assert.equal((await named.findUsers({ email: "bob@example.com" })).length, 1);
  const several = await application.forEmail("twin@example.com").catch((e) => e);
  assert.equal(several.code, "user_lookup_several");
});

test("an application that nobody authorised gets help, and no link", async () => {
  const application = client({ clientId: CLIENT, redirectUri: "https://example.com/callback" }).forApplication();
  const error = await application.getAccessToken().catch((e) => e);
  assert.equal(error.code, "consent_required");
  assert.equal(error.consentUrl, undefined);
  assert.match(error.adminConsentHelp, /organization_read user_read/);
});

test("a user of another account is found through that account's administrator", async () => {
  const auth = client();
  await assert.rejects(auth.forEmail("user51@tenant1.example"), { code: "user_lookup_none" });
  const found = await auth.forUser(tenantUser(1)).forEmail("user51@tenant1.example");
  assert.equal(found.userId, tenantUser(51));
});
