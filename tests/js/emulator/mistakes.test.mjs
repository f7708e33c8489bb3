// Mistakes of people who use the package for the first time: each error names the option and says what to write.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { clientIds, createEmulator, privateKeys, userIds } from "docusign-emulator";
import { useDocusign } from "docusign-emulator/jest";

const clientId = clientIds.contractRobot;
const userId = userIds.ann;
const user = (more) => ({ id: "a0000000-0000-4000-8000-0000000000ff", email: "zoe@example.com", ...more });
const app = (more) => ({ id: "c0000000-0000-4000-8000-0000000000ff", ...more });
const ofUsers = (...users) => ({ users });
const ofClients = (...clients) => ({ clients });

/** For each call: what is passed, and what the error says. */
const MISTAKES = {
  createEmulator: [
    [null, /^createEmulator takes an object with clients, .*, webhook, not null\.$/],
    ["config.json", /^createEmulator takes an object .*, not "config\.json"\.$/],
    [[], /not an array\.$/],
    [{ user: [] }, /^createEmulator has no option user\. Did you mean users\? The options are clients, /],
    [{ webHook() {} }, /no option webHook\. Did you mean webhook\?/],
    [{ webhook: "http://localhost" }, /^createEmulator: webhook must be a function .*, not "http:\/\/localhost"\.$/],
    [{ users: {} }, /^createEmulator: users must be an array of objects, not an object\.$/],
    [ofUsers(null), /^createEmulator: users\[0\] must be an object, not null\.$/],
    [ofUsers("ann"), /users\[0\] must be an object, not "ann"\.$/],
    [ofUsers({ ...user(), emial: "z" }), /^createEmulator: users\[0\]\.emial: unknown field `emial`, expected one of .*`email`/],
    [ofUsers(user(), user({ id: 7 })), /^createEmulator: users\[1\]\.id: invalid type: number `7`, expected a string$/],
    [ofUsers({ id: userId }), /^createEmulator: users\[0\]: missing field `email`$/],
    [ofUsers(user(), user()), /^createEmulator: users has the ID a0000000-\S+ff twice$/],
    [ofUsers(user({ status: "closed" })), /has the status closed; Docusign has Active, .*, Closed, Disabled$/],
    [ofUsers(user({ accounts: ["x"] })), /has the account x, which is not in accounts$/],
    [ofUsers(user({ name: () => "Zoe" })), /^createEmulator: the options must be plain data: .*could not be cloned/],
    [ofClients(app({ keys: "integration.pem" })), /^createEmulator: clients\[0\]\.keys: invalid type: string .*, expected a list$/],
    [ofClients(app({ keys: ["mine.pem"] })), /a key of client c0\S+ff cannot be used: the key mine\.pem is not PEM$/],
    [ofClients(app({ redirectUri: "https://app.example" })), /clients\[0\]\.redirectUri: unknown field .*`redirectUris`/],
    [
      { consents: [{ clientId, userId }] },
      /consents\[0\]\.clientId: unknown field `clientId`, expected one of `client`, `user`, `scopes`$/,
    ],
    [{ consents: [{ client: clientId, user: "nobody" }] }, /^createEmulator: a consent names the user nobody, which is not in users$/],
    [
      { generate: { users: -1, accounts: 1 } },
      /generate\.users: invalid value: number `-1`, expected a whole number that is not negative$/,
    ],
  ],
  fault: [
    [undefined, /^fault takes a rule or an array of rules, not undefined\.$/],
    ["429", /^fault takes a rule or an array of rules, not "429"\.$/],
    [{ staus: 500 }, /^fault: staus: unknown field `staus`, expected one of .*`status`/],
    [[{ status: 500 }, { sttus: 1 }], /^fault: \[1\]\.sttus: unknown field/],
    [{ status: "500" }, /^fault: status: invalid type: string "500", expected a whole number$/],
    [{ status: 999 }, /^fault: status: 999 is not from 200 to 599$/],
    [{ status: 500, times: -1 }, /^fault: times: invalid value: number `-1`, expected a whole number that is not negative$/],
    [{ status: 500, rate: 10 }, /^fault: rate: 10 is not from 0 to 1$/],
    [{ kind: "explode" }, /^fault: kind: unknown variant `explode`, expected one of `cut`, /],
    [{ path: "https://account-d.docusign.com/oauth/token", status: 500 }, /^fault: path: .* does not begin with \/\. Pass the path alone/],
    [{ path: "/oauth/token", error: "consent_required" }, /^fault: the rule changes nothing\. Add status, kind or latencyMs\.$/],
    [{ status: 302, location: "/x" }, /^fault: location: only a rule of the kind "redirect" has one$/],
  ],
  consent: [
    [undefined, /^consent takes an object with clientId, userId, scopes, not undefined\.$/],
    [{}, /^consent needs clientId\.$/],
    [{ client: clientId, user: userId }, /^consent has no option client\. Did you mean clientId\?/],
    [{ clientId }, /^consent needs userId\.$/],
    [{ clientId, userId: 7 }, /^consent: userId must be a string, not 7\.$/],
    [{ clientId: "x", userId }, /^consent: there is no integration key x$/],
    [{ clientId, userId: "nobody" }, /^consent: there is no user nobody$/],
    [{ clientId, userId, scope: "signature" }, /^consent has no option scope\. Did you mean scopes\?/],
    [{ clientId, userId, scopes: 7 }, /^consent: scopes: invalid type: number `7`, expected a string$/],
    [{ clientId, userId, scopes: "signature,impersonation" }, /^consent: scopes: separate scopes by spaces, not by commas$/],
  ],
  revokeConsent: [
    [{ userId }, /^revokeConsent needs clientId\.$/],
    [{ clientId, userId: "nobody" }, /^revokeConsent: there is no user nobody$/],
  ],
  limits: [
    [undefined, /^limits takes an object with hourly, /],
    [{ hourley: 1 }, /^limits has no option hourley\. Did you mean hourly\?/],
    [{ hourly: "many" }, /^limits: hourly: invalid type: string "many", expected a whole number that is not negative$/],
  ],
  addRedirectUri: [
    [{ clientId }, /^addRedirectUri needs redirectUri\.$/],
    [{ clientId: "x", redirectUri: "http://localhost" }, /^addRedirectUri: there is no integration key x$/],
  ],
  uploadKey: [
    [{ clientId, key: "x" }, /^uploadKey has no option key\./],
    [{ clientId, publicKey: "x" }, /^uploadKey: a public key is not PEM$/],
    [{ clientId: "x", publicKey: "x" }, /^uploadKey: there is no integration key x$/],
  ],
  revokeTokens: [
    [null, /^revokeTokens takes an object with userId, not null\.$/],
    [{ user: userId }, /^revokeTokens has no option user\. Did you mean userId\?/],
    [{ userId: "nobody" }, /^revokeTokens: there is no user nobody$/],
  ],
  credentials: [
    ["consent", /^credentials has no case "consent"\. Did you mean consented\? The cases are consented, unconsented, /],
    [null, /^credentials has no case null\./],
    [{ client: clientId, user: userId }, /^credentials has no option client\. Did you mean clientId\?/],
    [{ clientId }, /^credentials needs userId\.$/],
    [{ clientId: "x", userId }, /no integration key x with a private key/],
  ],
  "clock.advance": [
    ["an hour", /^clock\.advance takes a number of milliseconds, not "an hour"\.$/],
    [Number.NaN, /not NaN\.$/],
    [undefined, /not undefined\.$/],
    [new Date(), /not an object\.$/],
  ],
  "clock.set": [
    ["2026-01-01", /^clock\.set takes milliseconds since 1970 or a Date, not "2026-01-01"\.$/],
    [null, /not null\.$/],
    [-1, /not -1\.$/],
    [new Date(Number.NaN), /not an invalid Date\.$/],
  ],
  listen: [
    ["8080", /^listen takes an object with port, host, tls, allowRemote, not "8080"\.$/],
    [null, /not null\.$/],
    [{ prot: 8080 }, /^listen has no option prot\. Did you mean port\?/],
    [{ port: "8080" }, /^listen: port must be a number from 0 to 65535, not "8080"\.$/],
    [99_999, /^listen: port must be a number from 0 to 65535, not 99999\.$/],
    [{ tls: "yes" }, /^listen: tls must be a boolean, not "yes"\.$/],
    [{ host: 7 }, /^listen: host must be a string, not 7\.$/],
  ],
  fetch: [
    ["/oauth/token", /^The emulator's fetch needs an absolute URL, not "\/oauth\/token"\.$/],
    [undefined, /not "undefined"\.$/],
  ],
};

const docusign = createEmulator();
const call = (name, given) => {
  if (name === "createEmulator") return createEmulator(given);
  return name.startsWith("clock.") ? docusign.clock[name.slice(6)](given) : docusign[name](given);
};

for (const [name, mistakes] of Object.entries(MISTAKES)) {
  test(`wrong options for ${name}`, async () => {
    for (const [given, said] of mistakes) {
      await assert.rejects(
        async () => call(name, given),
        (error) => {
          assert.ok(error instanceof TypeError, `${name}: ${error.stack}`);
          assert.match(error.message, said);
          return true;
        },
      );
    }
    assert.deepEqual(docusign.requests, [], "nothing was asked");
  });
}

test("after a mistake the emulator is as before", async () => {
  const fresh = createEmulator();
  assert.throws(() => fresh.fault([{ status: 500 }, { sttus: 1 }]));
  assert.throws(() => fresh.revokeTokens({ user: userId }));
  assert.equal((await fresh.fetch("https://account-d.docusign.com/oauth/userinfo")).status, 500, "no token");
  const [{ error }] = fresh.requests;
  assert.doesNotMatch(String(error), /fault/);
});

test("credentials are passed as they are", () => {
  const fresh = createEmulator();
  const credentials = fresh.credentials("unconsented");
  fresh.consent(credentials);
  fresh.revokeConsent(credentials);
  fresh.revokeTokens(credentials);
  assert.equal(fresh.credentials({ ...credentials, userId: userIds.bob }).userId, userIds.bob);
});

test("no mistake shows a key", () => {
  const base64 = privateKeys.integration2.replaceAll(/-----.*-----|\n/g, "");
  const wrong = [
    { keys: privateKeys.integration2 },
    { keys: [base64] },
    { keys: [privateKeys.integration2.slice(0, 900)] },
    { key: base64 },
  ];
  for (const more of wrong) {
    assert.throws(
      () => createEmulator(ofClients(app(more))),
      (error) => {
        const said = inspect(error, { depth: 9 });
        for (let at = 0; at + 20 < base64.length; at += 20) assert.ok(!said.includes(base64.slice(at, at + 20)), said);
        return true;
      },
    );
  }
});

test("a host that is not Docusign's", async () => {
  await assert.rejects(docusign.fetch("http://account-d.docusign.com/oauth/token"), ({ message, cause }) => {
    assert.equal(message, "fetch failed");
    assert.match(cause.message, /^The emulator serves Docusign's hosts with https, .*http:\/\/account-d\.docusign\.com is neither\.$/);
    return true;
  });
});

test("a clock may go back", () => {
  const { clock } = createEmulator();
  const before = clock.now();
  clock.advance(-3_600_000);
  assert.ok(clock.now() < before - 3_500_000);
});

test("sections of your own fit beside the default people", () => {
  const accounts = [{ id: "7d1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b", name: "Example Ltd" }];
  assert.equal(createEmulator({ accounts }).credentials("consented").accountId, accounts[0].id);
  const organizations = [{ id: "1e2f3a4b-5c6d-4e7f-8a9b-0c1d2e3f4a5b", name: "Example", admins: [], domains: [] }];
  assert.ok(createEmulator({ organizations }).credentials());
  assert.ok(createEmulator({ users: undefined, clients: undefined }).credentials());
});

test("a port that another server has", async () => {
  const server = await docusign.listen();
  await assert.rejects(docusign.listen(server.port), {
    message: `cannot listen on 127.0.0.1:${server.port}: another program uses this port. Choose another one, or 0 for a free one.`,
  });
  await server.close();
});

test("Jest without afterEach", () => {
  assert.throws(() => useDocusign(), { name: "TypeError", message: /^useDocusign needs afterEach\. .*second argument\.$/ });
  assert.throws(() => useDocusign({ user: [] }, { afterEach() {} }), /no option user\. Did you mean users\?/);
});
