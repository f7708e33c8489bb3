// Settings as people get them wrong: read where the meaning is clear, else refused with the value that was meant.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DocusignAuth, adminConsentUrl, consentUrl, readRedirect, signAssertion } from "docusign-jwt";
import { CALLBACK, CLIENT, account, pem, user } from "../../../runtimes/emulator.mjs";

const KEY = pem();
const base = { clientId: CLIENT, userId: user(1), privateKey: KEY, environment: "demo" };
const client = (more) => new DocusignAuth({ ...base, ...more });
const consent = { clientId: CLIENT, environment: "demo", redirectUri: CALLBACK };
const scopesOf = (url, name = "scope") => new URL(url).searchParams.get(name);

/** What a call throws, which must be an error with a code. */
function thrown(call) {
  try {
    call();
  } catch (error) {
    assert.ok(error.code, error.stack);
    return error;
  }
  return assert.fail(`nothing was thrown by ${call}`);
}

test("A2: the integration key as the user ID is refused at once, wherever a user ID goes", () => {
  const bare = CLIENT.replaceAll("-", "");
  for (const userId of [CLIENT, CLIENT.toUpperCase(), `{${CLIENT}}`, bare, ` ${CLIENT}\n`]) {
    for (const call of [
      () => client({ userId }),
      () => client().forUser(userId),
      () => client().forApplication().forUser(userId),
      () => signAssertion({ ...base, userId }),
    ]) {
      const error = thrown(call);
      assert.equal(error.code, "user_id_is_client_id", userId);
      assert.equal(error.name, "ConfigError");
      assert.match(error.message, /is the integration key.*Copy the User ID/);
    }
  }
  assert.equal(client().userId, user(1));
});

test("B1: a server of Docusign's that is not an auth server, by its environment", () => {
  const demo = [
    "https://demo.docusign.net/restapi",
    "account-d.docusign.net",
    "apps-d.docusign.com",
    "admindemo.docusign.com",
    "appdemo.docusign.com",
    "https://account-d.docusign.com/oauth/token",
    "api-d.docusign.com",
    "demo.docusign.net.",
    "acount-d.docusign.com",
  ];
  const production = [
    "https://na4.docusign.net",
    "https://eu.docusign.net/restapi/v2.1",
    "account.docusign.com/oauth",
    "account.docusign.net",
    "https://rooms.docusign.com",
    "admin.docusign.com",
  ];
  const neither = ["www.docusign.com", "https://developers.docusign.com/docs", "docusign.com"];
  for (const [servers, says] of [
    [demo, 'environment to "demo"'],
    [production, 'environment to "production"'],
    [neither, 'environment to "demo" or "production"'],
  ]) {
    for (const server of servers) {
      for (const environment of [server, { authServer: server }]) {
        const error = thrown(() => client({ environment }));
        assert.equal(error.code, "environment_invalid");
        assert.ok(error.message.includes(says), `${server}: ${error.message}`);
      }
    }
  }
  for (const server of [
    "account-d.docusign.com",
    "https://account.docusign.com/",
    "https://auth.example.com",
    "http://localhost:1",
    "https://account.docusign.example.com",
    "https://account-d.docusign.test",
  ]) {
    client({ environment: { authServer: server } });
  }
});

test("B1: names of environments", () => {
  for (const name of ["Demo", "DEMO", " demo ", '"demo"', "PRODUCTION", "'production'"]) client({ environment: name });
  for (const [name, meant] of [
    ["sandbox", "demo"],
    ["developer", "demo"],
    ["Dev", "demo"],
    ["prod", "production"],
    ["LIVE", "production"],
  ]) {
    for (const environment of [name, { authServer: name }]) {
      const error = thrown(() => client({ environment }));
      assert.equal(error.code, "environment_invalid");
      assert.match(error.message, new RegExp(`(Use|Set the environment to) "${meant}"`));
    }
  }
});

test("B2: an account number is named, wherever an ID goes", async () => {
  for (const number of ["1234567", "12345678", "#1234567", "1234-5678", " 7654321 ", '"1234567"']) {
    for (const call of [() => client({ accountId: number }), () => client().forUser(user(2), { accountId: number })]) {
      const error = thrown(call);
      assert.equal(error.code, "option_invalid");
      assert.match(error.message, /accountId is a number of \d+ digits, not a GUID; it may be an account number.*API Account ID/);
    }
    for (const call of [
      () => client().fetch("/", { accountId: number }),
      () => client().findUsers({ email: "a@b.c", accountId: number }),
    ]) {
      await assert.rejects(call, { code: "option_invalid", message: /account number/ });
    }
    assert.match(thrown(() => client({ organizationId: number })).message, /organizationId is a number/);
    const error = thrown(() => client({ userId: number }));
    assert.equal(error.code, "user_id_invalid");
    assert.match(error.message, /account number.*Copy the User ID/);
  }
  client({ accountId: "12345678-1234-1234-1234-123456789012" });
});

test("B3: a GUID in whatever people put around it", () => {
  const id = account(1);
  const bare = id.replaceAll("-", "");
  for (const around of [
    (v) => `{${v}}`,
    (v) => `[${v}]`,
    (v) => `"${v}"`,
    (v) => `'${v}'`,
    (v) => `<${v}>`,
    (v) => `(${v})`,
    (v) => v.toUpperCase(),
    (v) => `urn:uuid:${v}`,
    (v) => `URN:UUID:{${v}}`,
    (v) => `\t${v}\r\n`,
    (v) => `"${v}",`,
    (v) => `\u201c${v}\u201d`,
    (v) => `\ufeff${v}`,
    (v) => v.replaceAll("-", ""),
    (v) => v.replaceAll("-", "\u2013"),
    (v) => `\\"${v}\\"`,
  ]) {
    const made = client({ clientId: around(CLIENT), userId: around(user(1)), accountId: around(id), organizationId: around(id) });
    assert.equal(made.userId, user(1));
    assert.equal(made.toJSON().clientId, CLIENT);
    assert.equal(client().forUser(around(user(2))).userId, user(2));
  }
  for (const [text, odd] of [
    [`${id.slice(0, -1)}g`, "character 36 (g) is not allowed"],
    [id.slice(1), "has 35 characters"],
    [`${id}0`, "has 37 characters"],
    [id.replace("-", "_"), "character 9 (_)"],
    [`${id} ${id}`, "character 37"],
    ["my-app", "6 characters; character 1 (m)"],
    [bare.slice(2), "has 30 characters"],
  ]) {
    for (const [name, code] of [
      ["clientId", "client_id_invalid"],
      ["userId", "user_id_invalid"],
      ["accountId", "option_invalid"],
    ]) {
      const error = thrown(() => client({ [name]: text }));
      assert.equal(error.code, code);
      assert.ok(error.message.includes("not a GUID") && error.message.includes(odd), `${text}: ${error.message}`);
    }
  }
});

test("B3: a key in place of an ID is not repeated", () => {
  const line = KEY.split("\n")[3];
  for (const [name, value] of ["clientId", "userId", "accountId", "scopes"].flatMap((name) => [
    [name, KEY],
    [name, line],
  ])) {
    const { message } = thrown(() => client({ [name]: value }));
    for (const part of [line.slice(0, 10), line.slice(30, 40)]) assert.ok(!message.includes(part), message);
    assert.ok(message.length < 500, message);
  }
});

test("B4: scopes that are run together, encoded or quoted, with the right spelling", () => {
  for (const scopes of [
    "signature%20impersonation",
    "signature;impersonation",
    "signature|impersonation",
    "signature, impersonation",
    "signature,impersonation",
    "signature+impersonation",
    "scope=signature%20impersonation",
    '"signature impersonation"',
    '["signature","impersonation"]',
    "['signature', 'impersonation']",
    "Signature impersonation",
    "SIGNATURE IMPERSONATION",
    "signature%2520impersonation",
    "signature&impersonation",
    "signature/impersonation",
    "signature_impersonation",
    "signatureimpersonation",
    ["signature impersonation"],
    ["signature;impersonation"],
    ["signature\nimpersonation"],
  ]) {
    for (const call of [
      () => client({ scopes }),
      () => client().forUser(user(2), { scopes }),
      () => consentUrl({ ...consent, scopes }),
      () => adminConsentUrl({ ...consent, scopes }),
      () => signAssertion({ ...base, scopes }),
    ]) {
      const error = thrown(call);
      assert.equal(error.code, "scope_invalid");
      assert.ok(error.message.includes('Write the scopes as "signature impersonation"'), `${scopes}: ${error.message}`);
    }
  }
  assert.match(thrown(() => client({ scopes: ["Click.Send"] })).message, /Write the scopes as "click.send"/);
  assert.match(thrown(() => client({ scopes: "user_read;User_Write" })).message, /Write the scopes as "user_read user_write"/);
  for (const scopes of [
    "signature  click.send",
    "signature\nclick.send",
    ["signature", " click.send "],
    ["asset_group_account_read"],
    ["notary_read"],
  ]) {
    assert.doesNotMatch(consentUrl({ ...consent, scopes }), /%25|%0A/);
  }
});

test("B5: durations in seconds are refused, in words and with the value that was meant", () => {
  for (const [options, says] of [
    [{ timeout: 30 }, "timeout is 30 milliseconds.*For 30 seconds, pass 30000"],
    [{ timeout: 60 }, "For 60 seconds, pass 60000"],
    [{ timeout: 0.5 }, "timeout is 0.5 milliseconds.*For 0.5 seconds, pass 500"],
    [{ timeout: 0 }, "timeout is 0 milliseconds"],
    [{ refreshMargin: 600 }, "refreshMargin is 600 milliseconds.*For 600 seconds, pass 600000"],
    [{ refreshMargin: 1800 }, "refreshMargin is 1.8 seconds.*pass 1800000"],
    [{ refreshMargin: 3600 }, "refreshMargin is 3.6 seconds"],
    [{ retry: { minDelay: 0.25 } }, "retry.minDelay is 0.25 milliseconds.*For 0.25 seconds, pass 250"],
    [{ retry: { minDelay: 1 } }, "retry.minDelay is 1 milliseconds.*pass 1000"],
    [{ retry: { maxDelay: 8 } }, "retry.maxDelay is 8 milliseconds.*pass 8000"],
    [{ retry: { maxDelay: 30 } }, "retry.maxDelay is less than retry.minDelay"],
    [{ timeout: 30_000_000_000 }, "timeout must be a number of milliseconds"],
    [{ timeout: "30s" }, "timeout must be a number of milliseconds"],
  ]) {
    const error = thrown(() => client(options));
    assert.equal(error.code, "option_invalid");
    assert.match(error.message, new RegExp(says));
  }
  for (const [lifetime, says] of [
    [3600, "lifetime is 3.6 seconds.*The maximum is 55 minutes"],
    [600, "lifetime is 600 milliseconds.*For 600 seconds, pass 600000"],
    [1800, "lifetime is 1.8 seconds.*pass 1800000"],
    [10, "lifetime is 10 milliseconds"],
    [3_600_000, "lifetime must be a number of milliseconds, from 60000 to 3300000"],
    [0, "lifetime is 0 milliseconds"],
  ]) {
    const error = thrown(() => signAssertion({ ...base, lifetime }));
    assert.equal(error.code, "lifetime_invalid");
    assert.match(error.message, new RegExp(says));
  }
  client({ timeout: 500, refreshMargin: 0, retry: { minDelay: 0, maxDelay: 0 } });
  client({ timeout: 120_000, refreshMargin: 10_000, retry: { minDelay: 10, maxDelay: 8000 } });
  signAssertion({ ...base, lifetime: 60_000 });
});

test("B5: a clock in another unit is named", async () => {
  const now = 1_795_521_600;
  for (const [time, says] of [
    [now, "seconds.*Multiply it by 1000"],
    [now * 1e6, "microseconds.*Divide"],
  ]) {
    const error = thrown(() => signAssertion({ ...base, now: time }));
    assert.equal(error.code, "clock_invalid");
    assert.match(error.message, new RegExp(says));
    const auth = client({ now: () => time, fetch: () => assert.fail("nothing is sent") });
    for (const call of [
      () => auth.getToken(),
      () => auth.getUserInfo(),
      () => auth.exchangeCode({ code: "c" }),
      () => auth.fetch("/restapi"),
    ]) {
      await assert.rejects(call, { code: "clock_invalid" });
    }
  }
  for (const odd of [new Date(), "2026-11-26", Number.NaN, null, 0]) {
    assert.equal(thrown(() => signAssertion({ ...base, now: odd })).code, "clock_invalid", String(odd));
    await assert.rejects(client({ now: () => odd }).getToken(), { code: "clock_invalid" });
  }
  assert.equal(thrown(() => client({ now: Date.now() })).code, "option_invalid");
  signAssertion({ ...base, now: now * 1000 });
});

test("B6: a redirect URI that cannot be one is refused everywhere alike", async () => {
  for (const redirectUri of [
    "example.com/callback",
    "localhost:3000/cb",
    "localhost:3000",
    "127.0.0.1:8080/cb",
    "//example.com/cb",
    "/cb",
    "https:///cb",
    "https:/example.com/cb",
    "https://:3000/cb",
    "https://example.com/#cb",
    "https://example.com/c b",
    " https://example.com",
    "https://example.com/cb\n",
    "https://*.example.com/cb",
    '"https://example.com/cb"',
    "https%3A%2F%2Fexample.com%2Fcb",
    "https://{host}/cb",
    "",
  ]) {
    for (const call of [
      () => consentUrl({ ...consent, redirectUri }),
      () => adminConsentUrl({ ...consent, redirectUri }),
      () => client({ redirectUri }),
      () => client().consentUrl({ redirectUri }),
    ])
      assert.equal(thrown(call).code, "redirect_uri_invalid", redirectUri);
    const auth = client({ fetch: () => assert.fail("nothing is sent") });
    await assert.rejects(auth.exchangeCode({ code: "c", redirectUri }), { code: "redirect_uri_invalid" }, redirectUri);
  }
  for (const redirectUri of [
    "https://example.com",
    "http://localhost:3000/cb?x=1",
    "http://[::1]:3000/cb",
    "myapp://cb",
    "com.example:/cb",
  ]) {
    assert.equal(new URL(consentUrl({ ...consent, redirectUri })).searchParams.get("redirect_uri"), redirectUri);
  }
});

test("B7: consent to what the JWT grant asks for, with a client and without", () => {
  for (const scopes of [undefined, ["signature"], "signature", ["signature", "impersonation"]]) {
    const made = client({ scopes, redirectUri: CALLBACK });
    const wanted = made.toJSON().scopes.join(" ");
    for (const url of [consentUrl({ ...consent, scopes }), made.consentUrl(), made.consentUrl({ scopes })]) {
      assert.equal(scopesOf(url), wanted);
    }
    for (const url of [adminConsentUrl({ ...consent, scopes }), made.adminConsentUrl()]) {
      assert.equal(scopesOf(url, "admin_consent_scope"), wanted);
    }
  }
  const made = client({ redirectUri: CALLBACK, scopes: ["signature", "extended"] });
  for (const url of [
    consentUrl({ ...consent, codeChallenge: "c", scopes: ["signature", "extended"] }),
    consentUrl({ ...consent, impersonation: false, scopes: ["signature", "extended"] }),
    consentUrl({ ...consent, responseType: "token", scopes: ["signature", "extended"] }),
    made.consentUrl({ codeChallenge: "c" }),
    made.consentUrl({ impersonation: false }),
    made.forApplication().consentUrl({ impersonation: false }),
  ])
    assert.equal(scopesOf(url), "signature extended");
  assert.equal(scopesOf(consentUrl({ ...consent, codeChallenge: "c", impersonation: true })), "signature impersonation");
  assert.equal(scopesOf(consentUrl({ ...consent, codeChallenge: "c", scopes: "signature impersonation" })), "signature impersonation");
  assert.equal(thrown(() => consentUrl({ ...consent, impersonation: "no" })).code, "option_invalid");
});

test("D8: readRedirect takes a URL, and names what is none", () => {
  const href = `${CALLBACK}?code=abc&state=xyz`;
  const state = "xyz";
  const other = { href, [Symbol.toStringTag]: "URL" };
  for (const url of [href, new URL(href), new URL(href).searchParams, "/cb?code=abc&state=xyz", "code=abc&state=xyz", other]) {
    assert.equal(readRedirect(url, { state }).code, "abc");
  }
  for (const [odd, says] of [
    [{ code: "abc", state }, "such as req.originalUrl"],
    [new Request(href), "pass request.url"],
    [{ url: "/cb?code=abc&state=xyz", headers: {}, method: "GET" }, "pass request.url"],
    [new Map([["code", "abc"]]), "an object"],
    [["abc", state], "an object"],
    [undefined, "not undefined"],
    [null, "not null"],
    [7, "not number"],
    [() => href, "not function"],
    [Promise.resolve(href), "an object"],
  ]) {
    for (const options of [undefined, { state }]) {
      const error = thrown(() => readRedirect(odd, options));
      assert.equal(error.code, "option_invalid", String(says));
      assert.ok(error.message.includes(says), error.message);
      assert.doesNotMatch(error.message, /attacker/);
    }
  }
  for (const text of ["[object Object]", "abc", "", CALLBACK]) {
    assert.equal(thrown(() => readRedirect(text, { state })).code, "redirect_malformed", text);
  }
  assert.equal(thrown(() => readRedirect(href, { expectedState: state })).code, "option_invalid");
  assert.equal(thrown(() => readRedirect(`${CALLBACK}?code=abc`, { state })).code, "state_mismatch");
  assert.equal(thrown(() => readRedirect(href, { state: "other" })).code, "state_mismatch");
  assert.equal(thrown(() => readRedirect(href, { state: undefined })).code, "state_mismatch");
});

test("scopes and account that are null are not given: those of the client stay", () => {
  const parent = client({ scopes: ["signature", "click.send"], accountId: account(1) });
  for (const none of [null, undefined]) {
    const wanted = ["signature", "click.send", "impersonation"];
    assert.deepEqual(parent.forUser(user(2), { scopes: none, accountId: none }).toJSON().scopes, wanted);
    assert.deepEqual(parent.forApplication().forUser(user(2), { scopes: none }).toJSON().scopes, wanted);
    assert.deepEqual(parent.forApplication({ scopes: none }).toJSON().scopes, ["click.send"]);
  }
  assert.deepEqual(parent.forUser(user(2), { scopes: ["signature"] }).toJSON().scopes, ["signature", "impersonation"]);
  assert.equal(thrown(() => parent.forUser(user(2), { scopes: [] })).code, "scope_invalid");
});
