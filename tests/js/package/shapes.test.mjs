// What the types declare is there at run time: exported values, options, and what events carry.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import * as api from "docusign-jwt";
import * as page from "docusign-jwt/page";
import * as slim from "docusign-jwt/slim";
import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { denoKvStore } from "docusign-jwt/stores/deno-kv";
import { redisStore } from "docusign-jwt/stores/redis";
import { upstashStore } from "docusign-jwt/stores/upstash";
import { FakeDocusign, HOUR, KeepingStore, PATH, SECRET, refusal } from "../harness/fake_docusign.mjs";
import { ROOT } from "../harness/packed.mjs";
import * as shapes from "./shapes.js";

const { DocusignAuth, adminConsentUrl, consentUrl, inspectAssertion, signAssertion } = api;
const privateKey = readFileSync(join(ROOT, "emulator/fixtures/integration.pem"), "utf8");
const codes = JSON.parse(readFileSync(join(ROOT, "tests/js/generated/codes.json"), "utf8"));

test("what is declared is exported, and nothing else", () => {
  assert.deepEqual(Object.keys(api).sort(), Object.keys(shapes.VALUES).sort());
  assert.deepEqual(Object.keys(page).sort(), Object.keys(shapes.PAGE_VALUES).sort());
  assert.deepEqual(Object.keys(slim).sort(), [...Object.keys(shapes.VALUES), "init"].sort());
});

test("each class of the list of codes is exported", () => {
  for (const name of Object.keys(codes)) assert.ok(api[name].prototype instanceof api.DocusignError, name);
});

test("each class of error can be made, with what a handler reads", () => {
  for (const name of [...Object.keys(codes), "DocusignError"]) {
    const error = new api[name]({ code: "internal", message: "It failed." }, { cause: 1 });
    assert.ok(error instanceof api.DocusignError && error instanceof Error, name);
    const { message, code, remedy, cause } = error;
    assert.deepEqual(
      { name: error.name, message, code, remedy, cause },
      { name, message: "It failed.", code: "internal", remedy: "", cause: 1 },
    );
  }
  const fields = { code: "consent_required", message: "Nobody consented.", remedy: "Ask.", consentUrl: "https://example.com/" };
  const error = new api.ConsentRequiredError(fields);
  assert.equal(error.message, "Nobody consented. Ask.");
  assert.equal(error.consentUrl, "https://example.com/");
  assert.deepEqual([error.scopes, error.adminConsentHelp, error.status], [[], "", 0]);
});

test("import and require, package and stores, have one set of classes", () => {
  const required = createRequire(import.meta.url)("docusign-jwt");
  for (const name of Object.keys(shapes.VALUES)) {
    assert.equal(required[name], api[name], name);
    assert.equal(slim[name], api[name], name);
    if (name in page && name.endsWith("Error")) assert.equal(page[name], api[name], name);
  }
  assert.throws(() => redisStore(1), api.ConfigError);
});

test("the default prefix of each adapter is the one of its types", async () => {
  const names = [];
  const options = { expiresAt: HOUR, lifetime: HOUR };
  const command = async ([, name]) => void names.push(name);
  await kvStore({ put: async (name) => void names.push(name) }).set("x", "", options);
  await denoKvStore({ atomic() {}, set: async (name) => void names.push(name.join()) }).set("x", "", options);
  await redisStore(command).set("x", "", options);
  const fetch = async (_, { body }) => command(JSON.parse(body)).then(() => Response.json({ result: "OK" }));
  await upstashStore({ url: "https://example.com", token: "1", fetch }).set("x", "", options);
  assert.deepEqual(names, ["docusign-jwt:x", "docusign-jwt,token,x", "docusign-jwt:token:x", "docusign-jwt:token:x"]);
});

/** A name that no options have is refused, by an error that names it. */
const refusesOthers = (use) => assert.rejects(async () => use({ unheardOf: 1 }), { code: "option_invalid", message: /unheardOf/ });

const client = () => new DocusignAuth({ ...shapes.CLIENT, privateKey });

test("every declared option is taken, and no other", async () => {
  client();
  new DocusignAuth({ ...shapes.CLIENT, signer: { sign: () => new Uint8Array(256) } });
  await refusesOthers((other) => new DocusignAuth({ ...shapes.CLIENT, privateKey, ...other }));
  await refusesOthers((other) => new DocusignAuth({ ...shapes.CLIENT, privateKey, retry: other }));
  await refusesOthers(
    (other) => new DocusignAuth({ ...shapes.CLIENT, privateKey, environment: { ...shapes.CLIENT.environment, ...other } }),
  );
  for (const url of [consentUrl, adminConsentUrl, page.consentUrl, page.adminConsentUrl]) {
    assert.match(url(shapes.CONSENT_URL), /^http:/);
    await refusesOthers((other) => url({ ...shapes.CONSENT_URL, ...other }));
  }
  const assertion = signAssertion({ ...shapes.ASSERTION, privateKey });
  await refusesOthers((other) => signAssertion({ ...shapes.ASSERTION, privateKey, ...other }));
  assert.deepEqual(inspectAssertion(assertion, shapes.INSPECTION).warnings, []);
});

test("every declared option of a call is taken, and no other", async () => {
  const calls = {
    exchangeCode: [(given) => client().exchangeCode(given), shapes.CODE],
    refreshToken: [(given) => client().refreshToken(given), shapes.REFRESH],
    findUsers: [(given) => client().findUsers(given), shapes.USER_SEARCH],
    forEmail: [(given) => client().forEmail("ann@example.com", given), shapes.FOR_EMAIL],
  };
  for (const [name, [call, given]] of Object.entries(calls)) {
    // Docusign refuses: so far it comes with options that are in order.
    await assert.rejects(call(given), { code: "invalid_grant" }, name);
    await refusesOthers((other) => call({ ...given, ...other }));
  }
  client().forUser(shapes.CLIENT.userId, shapes.FOR_USER);
  await refusesOthers((other) => client().forUser(shapes.CLIENT.userId, other));
});

test("every declared option of a call that looks for its own is read", async () => {
  const assertion = signAssertion({ ...shapes.ASSERTION, privateKey });
  const calls = {
    inspectAssertion: [(given) => inspectAssertion(assertion, given), shapes.INSPECTION],
    forApplication: [(given) => client().forApplication(given), shapes.FOR_APPLICATION],
    getAccount: [(given) => client().getAccount(given), shapes.ACCOUNT],
    getAccessToken: [(given) => client().getAccessToken(given), shapes.TOKEN],
    getToken: [(given) => client().getToken(given), shapes.TOKEN],
    getUserInfo: [(given) => client().getUserInfo(given), shapes.TOKEN],
  };
  for (const [name, [call, given]] of Object.entries(calls)) {
    const read = new Set();
    const watched = new Proxy(given, {
      get(target, member) {
        read.add(member);
        return target[member];
      },
    });
    await Promise.resolve()
      .then(() => call(watched))
      .catch((error) => assert.equal(error.code, "invalid_grant", name));
    assert.deepEqual([...read].sort(), Object.keys(given).sort(), name);
  }
});

test("events carry what the types say, no less and no more", async () => {
  const docusign = new FakeDocusign();
  const limits = { limit: "3000", remaining: "1", reset: "1800000000" };
  docusign.api = () =>
    new Response("{}", {
      headers: {
        ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [`x-ratelimit-${name}`, value])),
        ...{ "x-burstlimit-limit": "500", "x-burstlimit-remaining": "499" },
      },
    });

  // One that is refused at first, asks again, renews late, and fails to renew.
  let fails = true;
  docusign.token = () => (fails ? refusal("temporarily_unavailable", 503) : undefined);
  const auth = docusign.client({ retry: { limit: 1, minDelay: 0, maxDelay: 0 } });
  await assert.rejects(auth.getAccessToken());
  fails = false;
  await auth.fetch(PATH);
  await auth.getAccessToken();
  fails = true;
  docusign.now += HOUR - 300_000;
  await auth.getAccessToken();
  fails = false;

  // Clients that share a store, which then keeps garbage, throws, and hangs.
  const store = new KeepingStore();
  const sharing = (more) => docusign.client({ store, storeSecret: SECRET, ...more });
  await sharing().getAccessToken();
  await sharing().getAccessToken();
  for (const name of store.records.keys()) store.records.set(name, "garbage");
  await sharing().getAccessToken();
  store.get = () => {
    throw new Error("gone");
  };
  await sharing().getAccessToken();
  store.get = () => new Promise(() => {});
  await sharing().getAccessToken();
  await sharing().forApplication().getAccessToken();

  const carried = Object.fromEntries(Object.keys(shapes.EVENTS).map((type) => [type, new Set()]));
  for (const event of docusign.events) {
    assert.ok(event.type in carried, event.type);
    const there = Object.keys(event).filter((member) => event[member] !== undefined || shapes.EVENTS[event.type][member] === "always");
    for (const member of there) carried[event.type].add(member);
    for (const [member, when] of Object.entries(shapes.EVENTS[event.type])) {
      if (when === "always") assert.ok(member in event, `${event.type} without ${member}`);
    }
  }
  for (const [type, members] of Object.entries(carried)) {
    assert.deepEqual([...members].sort(), Object.keys(shapes.EVENTS[type]).sort(), type);
  }
});
