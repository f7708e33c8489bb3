// userinfo, accounts, the look-up of users by e-mail, applications.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { ConfigError, DocusignAuth, UserLookupError } from "docusign-jwt";
import { CLIENT, ISV, ORGANIZATION, account, pem, tenantUser, user } from "../../../../runtimes/emulator.mjs";
import { emulatorHere } from "../../../../runtimes/emulator_in_process.mjs";

const emulator = emulatorHere();
afterEach(() => emulator.reset());

const client = (more) =>
  new DocusignAuth({
    clientId: ISV,
    userId: user(1),
    privateKey: pem(),
    ...emulator.connection,
    retry: { limit: 2, minDelay: 10 },
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
  assert.deepEqual(
    info.accounts.map(({ accountId, isDefault }) => [accountId, isDefault]),
    [
      [account(1), true],
      [account(2), false],
    ],
  );
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
    [{ sub: user(1), accounts: [] }, "no_account"],
    [{ sub: user(1) }, "no_account"],
    [{ sub: user(1), accounts: [{ account_id: account(1), base_uri: "https://evil.example" }] }, "base_uri_not_allowed"],
    [{ sub: user(1), accounts: [{ account_id: "a", base_uri: emulator.origin }] }, "response_invalid"],
    [{ sub: "u", accounts: [] }, "response_invalid"],
    [{ accounts: [] }, "response_invalid"],
    [[], "response_invalid"],
  ];
  for (const [body, code] of answers) {
    const answer = (url, init) => (url.endsWith("/userinfo") ? Response.json(body) : emulator.fetch(url, init));
    await assert.rejects(client({ fetch: answer }).getAccount(), { code }, JSON.stringify(body));
  }
  const strange = {
    sub: user(1).toUpperCase(),
    new_field: { x: 1 },
    accounts: [{ account_id: account(1).toUpperCase(), is_default: "true", base_uri: `${emulator.origin}/`, color: 7 }],
  };
  const answer = (url, init) => (url.endsWith("/userinfo") ? Response.json(strange) : emulator.fetch(url, init));
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

test("an address is the same in any Unicode form, and encoded on its way", async () => {
  const auth = client();
  assert.equal((await auth.forEmail("jürgen@exämple.de".normalize("NFD"))).userId, user(7));
  assert.equal((await auth.findUsers({ email: "jürgen@exämple.de".normalize("NFD") })).length, 1);
  await auth.forEmail("eva+sign@example.com");
  const sent = [];
  const watching = (url, init) => (sent.push(url), emulator.fetch(url, init));
  await client({ fetch: watching }).findUsers({ email: "eva+sign@example.com" });
  assert.ok(sent.at(-1).includes("email=eva%2Bsign%40example.com"), sent.at(-1));
});

test("an e-mail where a user ID belongs points at forEmail", () => {
  for (const make of [() => client().forUser("bob@example.com"), () => client({ userId: "bob@example.com" })]) {
    assert.throws(make, (error) => {
      assert.ok(error instanceof ConfigError);
      assert.equal(error.code, "user_id_is_email");
      assert.match(error.remedy, /forEmail\(email\)/);
      return true;
    });
  }
  assert.throws(() => client().forUser("bob"), { code: "user_id_invalid" });
  assert.throws(() => client().forUser(undefined), { code: "option_missing" });
});

test("a user may be asked for with other scopes and another account", async () => {
  await emulator.consent(ISV, user(2), "click.send");
  const auth = client();
  const plain = auth.forUser(user(2));
  const click = auth.forUser(user(2), { scopes: ["click.send"], accountId: account(2) });
  assert.notEqual(await click.getAccessToken(), await plain.getAccessToken());
  assert.deepEqual(click.toJSON().scopes, ["click.send", "impersonation"]);
  assert.deepEqual(plain.toJSON().scopes, ["signature", "impersonation"]);
  assert.equal((await click.getAccount()).accountId, account(2));
  assert.equal((await plain.getAccount()).accountId, account(1));
  assert.throws(() => auth.forUser(user(2), { scope: ["click.send"] }), { code: "option_invalid" });
  assert.throws(() => auth.forUser(user(2), { scopes: [] }), { code: "scope_invalid" });
  const found = await auth.forEmail("bob@example.com", { scopes: ["click.send"] });
  assert.equal(await found.getAccessToken(), await click.getAccessToken());
});

test("what was found in one account is not taken for another", async () => {
  await emulator.consent(ISV, user(2), "signature impersonation");
  const everywhere = client({ userId: tenantUser(1) });
  await everywhere.forEmail("user51@tenant1.example");
  const before = await asked("/users");
  const there = await everywhere.forEmail("user51@tenant1.example", { accountId: (await everywhere.getAccount()).accountId });
  assert.equal(await asked("/users"), before + 1);
  assert.equal((await there.getAccount()).accountId, (await everywhere.getAccount()).accountId);
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
    assert.deepEqual(
      error.candidates.map(({ userId }) => userId),
      candidates,
    );
  }
  for (const email of ["", "bob", "@example.com", "a b@example.com", 7]) {
    await assert.rejects(auth.forEmail(email), { code: "option_invalid" });
  }
  for (const email of [undefined, null]) await assert.rejects(auth.forEmail(email), { code: "option_missing" });
});

test("only an administrator may look users up", async () => {
  const error = await client({ userId: user(2) })
    .forEmail("ann@example.com")
    .catch((e) => e);
  assert.equal(error.code, "forbidden");
  assert.equal(error.error, "USER_NOT_ACCOUNT_ADMIN");
  assert.match(error.hint, /administrator/);
});

test("more users than fit on a page are all read", async () => {
  const pages = (url, init) => {
    if (!url.includes("/users?")) return emulator.fetch(url, init);
    const start = Number(new URL(url).searchParams.get("start_position") ?? 0);
    const users = Array.from({ length: Math.min(100, 250 - start) }, (_, at) => ({
      userId: user(start + at),
      email: "x@example.com",
      userStatus: "Active",
    }));
    return Response.json({ users, totalSetSize: "250" });
  };
  const users = await client({ fetch: pages }).findUsers({ email: "x@example.com" });
  assert.deepEqual([users.length, users[249].userId], [250, user(249)]);
});

test("an application finds users by the Admin API, and impersonates them", async () => {
  const application = client().forApplication();
  const claims = (await application.getToken()).accessToken;
  assert.ok(claims);
  const users = await application.findUsers({ email: "ann@example.com" });
  assert.deepEqual(
    users.map(({ userId, active }) => [userId, active]),
    [[user(1), true]],
  );
  const ann = await application.forEmail("ann@example.com", { scopes: ["signature"] });
  assert.equal((await ann.getUserInfo()).userId, user(1));
  // A user's client made from it asks for what the client that it was made from asks for.
  assert.deepEqual(application.forUser(user(2)).toJSON().scopes, ["signature", "impersonation"]);
  assert.deepEqual((await application.forEmail("bob@example.com")).toJSON().scopes, ["signature", "impersonation"]);
  await assert.rejects(application.getUserInfo(), { code: "option_missing", remedy: /forUser/ });
  const named = client().forApplication({ organizationId: ORGANIZATION });
  assert.equal((await named.findUsers({ email: "bob@example.com" })).length, 1);
  const several = await application.forEmail("twin@example.com").catch((e) => e);
  assert.equal(several.code, "user_lookup_several");
});

test("an application that nobody authorized gets help, and no link", async () => {
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
