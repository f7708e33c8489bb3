// doctor, run from the tarball: a healthy set-up, and broken ones, each found by its name.
import assert from "node:assert/strict";
import { chmodSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as listenTcp } from "node:net";
import { test } from "node:test";
import { parseEnv } from "node:util";
import { CALLBACK, CLIENT, ISV, account, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";

/** The emulators are asked by Docusign's own names too, which they take from nobody else. */
const ANY_NAME = "--allow-remote";

const { emulator, project, env } = await installed(ANY_NAME);

function doctor(changes = {}, ...flags) {
  return run((...call) => project.command(...call), changes, flags);
}

async function run(start, changes, flags) {
  const { stdout, stderr, status } = await start(["doctor", "--json", ...flags], env(changes));
  assert.equal(stderr, "", "all of it is the result");
  return { status, ...JSON.parse(stdout) };
}

test("a healthy set-up", async () => {
  const { status, healthy: well, finding, checks } = await doctor();
  assert.deepEqual([status, well, finding], [0, true, undefined]);
  assert.deepEqual(
    checks.map(({ check, status: of }) => [check, of]),
    [
      ["settings", "ok"],
      ["key", "ok"],
      ["assertion", "ok"],
      ["clock", "ok"],
      ["token", "ok"],
      ["account", "ok"],
    ],
  );
  const [settings, key, assertion, , , last] = checks;
  assert.equal(settings.sources.clientId, "DOCUSIGN_CLIENT_ID");
  assert.equal(key.bits, 2048);
  assert.deepEqual([assertion.iss, assertion.sub], [ISV, user(1)]);
  assert.equal(assertion.aud, emulator.origin.slice("http://".length));
  assert.deepEqual([last.name, last.accountId], ["Ann Admin", account(1)]);
});

test("for people: the finding, then what to do, then what was checked; links on lines of their own", async () => {
  const well = await project.npx(["doctor"], env());
  assert.match(well.stdout, /^Nothing is wrong\.\n\nok {7}settings\n/);
  assert.match(well.stdout, /^ok {7}token\n/m);
  assert.match(well.stdout, /^ {11}clientId: from DOCUSIGN_CLIENT_ID$/m);
  const times = [...well.stdout.matchAll(/^ +(?:iat|exp|expiresAt): (.*)$/gm)].map(([, time]) => time);
  assert.equal(times.length, 3);
  for (const time of times) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const ill = await project.npx(["doctor", "--user-id", user(5)], env());
  assert.equal(ill.status, 5);
  assert.match(ill.stdout, new RegExp(`^user_not_active: User ${user(5)} is not active at .*\\nLook up[^]*\\n\\nok {7}settings\\n`));
  assert.match(ill.stdout, /^failed {3}token\n/m);
  const consent = await project.command(["doctor", "--client-id", CLIENT, "--redirect-uri", CALLBACK], env());
  assert.match(consent.stdout, /^consent_missing: [^\n]*\nAsk this[^\n]*\n {2}http:\/\/\S+\/oauth\/auth\S+\n/);
});

test("a key file that others can read is named, and is no failure", async () => {
  const file = project.write("open.pem", pem());
  for (const [mode, status] of [
    [0o644, "warning"],
    [0o640, "warning"],
    [0o600, "ok"],
    [0o400, "ok"],
  ]) {
    chmodSync(file, mode);
    const { status: code, checks } = await doctor({ DOCUSIGN_PRIVATE_KEY: undefined, DOCUSIGN_PRIVATE_KEY_FILE: "open.pem" });
    const key = checks.find(({ check }) => check === "key");
    assert.deepEqual([code, key.status, /chmod 600/.test(key.access ?? "")], [0, status, status === "warning"], mode.toString(8));
  }
});

const truncated = pem().split("\n").slice(0, 12).join("\n");
const vectors = new URL("../../vectors/keys/", import.meta.url);
const vector = (name) => readFileSync(new URL(name, vectors), "utf8");
const unlikely = "f0000000-0000-4000-8000-00000000000f";

/** The name of what is wrong, the exit code, and what to set up wrongly. */
const BROKEN = [
  // Settings.
  ["setting_missing", 2, { DOCUSIGN_CLIENT_ID: undefined }],
  ["setting_missing", 2, { DOCUSIGN_USER_ID: "" }],
  ["setting_missing", 2, { DOCUSIGN_PRIVATE_KEY: undefined }],
  ["setting_conflict", 2, { DOCUSIGN_PRIVATE_KEY_FILE: "private.pem" }],
  ["key_file_unreadable", 2, { DOCUSIGN_PRIVATE_KEY: undefined, DOCUSIGN_PRIVATE_KEY_FILE: "nowhere.pem" }],
  ["client_id_invalid", 2, { DOCUSIGN_CLIENT_ID: "Contract Robot" }],
  ["user_id_is_email", 2, { DOCUSIGN_USER_ID: "ann@example.com" }],
  ["user_id_invalid", 2, { DOCUSIGN_USER_ID: "1234567" }],
  ["environment_invalid", 2, { DOCUSIGN_AUTH_SERVER: undefined, DOCUSIGN_ENVIRONMENT: "live" }],
  ["environment_insecure", 2, { DOCUSIGN_AUTH_SERVER: "http://account-d.docusign.com" }],
  ["scope_invalid", 2, { DOCUSIGN_SCOPES: "signature,impersonation" }],
  ["redirect_uri_invalid", 2, { DOCUSIGN_REDIRECT_URI: "/callback" }],
  // The key.
  ["key_truncated", 4, { DOCUSIGN_PRIVATE_KEY: truncated }],
  ["key_truncated", 4, { DOCUSIGN_PRIVATE_KEY: "-----BEGIN RSA PRIVATE KEY-----" }],
  ["key_public", 4, { DOCUSIGN_PRIVATE_KEY: vector("public.spki.pem") }],
  ["key_encrypted", 4, { DOCUSIGN_PRIVATE_KEY: vector("encrypted.pkcs8.pem") }],
  ["key_certificate", 4, { DOCUSIGN_PRIVATE_KEY: vector("certificate.pem") }],
  ["key_unrecognized", 4, { DOCUSIGN_PRIVATE_KEY: "the key" }],
  // no_valid_keys_or_signatures and issuer_not_found, narrowed down.
  ["key_not_registered", 5, { DOCUSIGN_PRIVATE_KEY: pem("wrong") }],
  ["client_id_unknown", 5, { DOCUSIGN_CLIENT_ID: unlikely }],
  // The user.
  ["user_not_active", 5, { DOCUSIGN_USER_ID: user(5) }],
  ["user_not_active", 5, { DOCUSIGN_USER_ID: unlikely }],
  ["user_id_is_account_id", 5, { DOCUSIGN_USER_ID: unlikely, DOCUSIGN_ACCOUNT_ID: unlikely }],
  ["user_id_is_client_id", 2, { DOCUSIGN_USER_ID: ISV }],
  // Consent.
  ["consent_missing", 3, { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_REDIRECT_URI: CALLBACK }],
  ["consent_scopes_missing", 3, { DOCUSIGN_SCOPES: "signature click.send", DOCUSIGN_REDIRECT_URI: "https://isv.example.com/callback" }],
  ["redirect_uri_missing", 2, { DOCUSIGN_CLIENT_ID: CLIENT }],
  ["redirect_uri_not_registered", 2, { DOCUSIGN_CLIENT_ID: CLIENT, DOCUSIGN_REDIRECT_URI: "https://example.com/other" }],
  ["application_not_authorized", 3, { DOCUSIGN_CLIENT_ID: CLIENT }, "--application"],
  // After the token.
  ["account_not_accessible", 2, { DOCUSIGN_ACCOUNT_ID: account(2) }],
  ["option_invalid", 2, { DOCUSIGN_ACCOUNT_ID: "1234567" }],
  ["dns_failed", 7, { DOCUSIGN_AUTH_SERVER: "https://account-d.docusign.invalid" }],
];

/** How many of them go through npx, as users begin. It takes a second to start. */
const BY_NPX = 12;

for (const [at, [name, code, changes, ...flags]] of BROKEN.entries()) {
  const start = (...call) => (at < BY_NPX ? project.npx(...call) : project.command(...call));
  const how = Object.entries(changes).map(([variable, value]) => `${variable}=${shown(value)}`);
  test(`${name}: ${[...how, ...flags].join(" ")}`, async () => {
    const { status, healthy: well, finding } = await run(start, changes, flags);
    assert.deepEqual([finding.name, status, well], [name, code, false], finding.message);
    assert.ok(finding.message.length > 10 && finding.remedy.length > 15, finding.remedy);
  });
}

function shown(value) {
  return value === undefined ? "(not set)" : `${value.slice(0, 45).split("\n")[0]}${value.length > 45 ? "…" : ""}`;
}

/** What only Docusign, or something in its place, can do wrong: the name, the exit code, the fault. */
const FAULTS = [
  ["proxy_answered", 7, { kind: "html" }],
  ["proxy_answered", 7, { kind: "html", status: 403 }],
  ["response_not_json", 7, { kind: "garbage" }],
  ["response_redirected", 7, { kind: "redirect" }],
  ["network_failed", 7, { kind: "cut" }],
  ["timeout", 7, { kind: "hang" }],
  ["rate_limited", 5, { status: 429 }],
  ["server_error", 5, { status: 500, error: "internal_server_error" }],
  ["no_valid_keys_or_signatures", 5, { status: 400, error: "invalid_grant", errorDescription: "no_valid_keys_or_signatures" }, true],
  ["expired_grant", 5, { status: 400, error: "invalid_grant", errorDescription: "expired_grant" }],
  ["expired_client_token", 5, { status: 400, error: "invalid_grant", errorDescription: "expired_client_token" }],
  ["unauthorized_client", 5, { status: 400, error: "invalid_grant", errorDescription: "unauthorized_client" }],
  ["user_not_active", 5, { status: 400, error: "invalid_grant", errorDescription: "invalid_subject" }],
  ["invalid_grant", 5, { status: 400, error: "invalid_grant" }],
  ["invalid_request", 5, { status: 400, error: "invalid_request" }],
  ["invalid_client", 5, { status: 401, error: "invalid_client" }],
  ["invalid_scope", 5, { status: 400, error: "invalid_scope" }],
  ["unsupported_grant_type", 5, { status: 400, error: "unsupported_grant_type" }],
  ["oauth_unknown", 5, { status: 418, error: "teapot" }],
];

for (const [name, code, fault, undated] of FAULTS) {
  test(`${name}: ${JSON.stringify(fault)}${undated ? ", and no Date" : ""}`, async () => {
    await emulator.faults({ path: "/oauth/token", ...fault });
    const changes = { DOCUSIGN_TIMEOUT: "4000" };
    const without = undated ? await withoutDate(emulator.origin) : undefined;
    if (without !== undefined) changes.DOCUSIGN_AUTH_SERVER = without.origin;
    try {
      const { status, finding } = await doctor(changes);
      assert.deepEqual([finding.name, status], [name, code], finding.message);
    } finally {
      without?.stop();
    }
  });
}

for (const [minutes, name] of [
  [-10, "clock_fast"],
  [15, "clock_slow"],
]) {
  test(`${name}: Docusign's clock is ${minutes} minutes off ours`, async () => {
    await emulator.clock(minutes * 60_000);
    const { status, finding, checks } = await doctor();
    assert.deepEqual([finding.name, status], [name, 2]);
    const { serverIsAheadMs, status: ofClock } = checks.find(({ check }) => check === "clock");
    assert.equal(ofClock, "warning");
    assert.ok(Math.abs(serverIsAheadMs - minutes * 60_000) < 5000, `${serverIsAheadMs}`);
  });
}

test("it retries once, so that it shows the state of things soon", async () => {
  await emulator.faults({ path: "/oauth/token", status: 503 });
  const { finding } = await doctor();
  assert.equal(finding.code, "server_error");
  assert.equal((await emulator.exchanges()).length, 2);
});

test("connection_refused: nothing listens", async () => {
  const server = listenTcp().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  const { status, finding } = await doctor({ DOCUSIGN_AUTH_SERVER: `http://127.0.0.1:${port}` });
  assert.deepEqual([finding.name, status], ["connection_refused", 7], finding.message);
});

test("certificate_rejected: a certificate that nobody trusts", async () => {
  const secure = await startEmulator("--tls");
  try {
    const { status, finding } = await doctor({ DOCUSIGN_AUTH_SERVER: secure.origin });
    assert.deepEqual([finding.name, status], ["certificate_rejected", 7], finding.message);
  } finally {
    secure.stop();
  }
});

test("audience_wrong: Docusign behind an address that is not its own", async () => {
  const alias = await forward(emulator.origin, { host: "account-d.docusign.com" });
  try {
    const { status, finding } = await doctor({ DOCUSIGN_AUTH_SERVER: alias.origin });
    assert.deepEqual([finding.name, status], ["audience_wrong", 5], finding.message);
    assert.match(finding.message, /accepts the name of demo/);
    const wrongKey = await doctor({ DOCUSIGN_AUTH_SERVER: alias.origin, DOCUSIGN_PRIVATE_KEY: pem("wrong") });
    assert.equal(wrongKey.finding.name, "key_not_registered");
  } finally {
    alias.stop();
  }
});

for (const [what, clients, name] of [
  ["an integration key that production does not have", [], "environment_wrong"],
  ["an integration key that has other key pairs in production", [{ id: ISV, name: "Product", keys: ["wrong.pem"] }], "environment_wrong"],
]) {
  test(`${name}: ${what}`, async () => {
    project.write("wrong.pem", pem("wrong"));
    const config = project.write("production.json", JSON.stringify({ clients, users: [], accounts: [] }));
    const production = await startEmulator("--config", config, ANY_NAME);
    try {
      const reroute = {
        NODE_OPTIONS: `--import=${new URL("reroute.mjs", import.meta.url)}`,
        REROUTE_DEMO: emulator.origin,
        REROUTE_PRODUCTION: production.origin,
        DOCUSIGN_AUTH_SERVER: undefined,
      };
      const wrong = await doctor({ ...reroute, DOCUSIGN_ENVIRONMENT: "production" });
      assert.deepEqual([wrong.finding.name, wrong.status], [name, 2], wrong.finding.message);
      assert.match(wrong.finding.message, /production, but integration key .* belongs to demo/);
      const nowhere = { ...reroute, DOCUSIGN_ENVIRONMENT: "production", DOCUSIGN_CLIENT_ID: unlikely };
      assert.equal((await doctor(nowhere)).finding.name, "client_id_unknown");
    } finally {
      production.stop();
    }
  });
}

/** What doctor --fix says and does with a file of variables. */
async function fixed(content, changes = {}, start = (...call) => project.command(...call)) {
  project.write(".env", content);
  const outcome = await run(
    start,
    { DOCUSIGN_CLIENT_ID: undefined, DOCUSIGN_USER_ID: undefined, DOCUSIGN_PRIVATE_KEY: undefined, ...changes },
    ["--fix"],
  );
  const after = readFileSync(`${project.folder}/.env`, "utf8");
  project.delete(".env");
  return { ...outcome, after };
}

test("doctor --fix: a key without quotes, and scopes without spaces, in one go", async () => {
  await emulator.consent(ISV, user(1), "signature click.send impersonation");
  const content = `# mine\nDOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_PRIVATE_KEY=${pem()}DOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_SCOPES="signature,click.send"\n`;
  const { status, healthy: well, fixed: what, after } = await fixed(content);
  assert.deepEqual([status, well], [0, true]);
  assert.deepEqual(what, ["Added quotes to DOCUSIGN_PRIVATE_KEY in .env.", 'Set DOCUSIGN_SCOPES in .env to "signature click.send".']);
  const values = parseEnv(after);
  assert.equal(values.DOCUSIGN_PRIVATE_KEY, pem().trim());
  assert.ok(after.startsWith(`# mine\nDOCUSIGN_CLIENT_ID=${ISV}\n`));
});

test("doctor --fix: a key that somebody indented and continued with backslashes", async () => {
  const lines = pem().trim().split("\n");
  const continued = lines.map((line) => `  ${line}${line.startsWith("-") ? "" : "\\"}`).join("\n");
  const content = `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_PRIVATE_KEY=\n${continued}\n`;
  const { status, after, finding } = await fixed(content);
  assert.equal(status, 0, finding?.message);
  assert.equal(parseEnv(after).DOCUSIGN_PRIVATE_KEY, pem().trim());
});

test("doctor --fix: the environment that Docusign named", async () => {
  const config = project.write("production.json", JSON.stringify({ clients: [], users: [], accounts: [] }));
  const production = await startEmulator("--config", config, ANY_NAME);
  try {
    const reroute = {
      NODE_OPTIONS: `--import=${new URL("reroute.mjs", import.meta.url)}`,
      REROUTE_DEMO: emulator.origin,
      REROUTE_PRODUCTION: production.origin,
      DOCUSIGN_AUTH_SERVER: undefined,
    };
    const base = `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_PRIVATE_KEY="${pem().trim().replaceAll("\n", "\\n")}"\n`;
    const file = await fixed(`${base}DOCUSIGN_ENVIRONMENT=production\n`, reroute);
    assert.match(file.after, /^DOCUSIGN_ENVIRONMENT=demo$/m);
    assert.deepEqual(file.fixed, ['Set DOCUSIGN_ENVIRONMENT in .env to "demo".']);
    const turned = { ...reroute, REROUTE_DEMO: production.origin, REROUTE_PRODUCTION: emulator.origin };
    const unset = await fixed(base, turned);
    assert.match(unset.after, /^DOCUSIGN_ENVIRONMENT=production$/m, "it goes beside the integration key");
    const variable = await fixed(base, { ...reroute, DOCUSIGN_ENVIRONMENT: "production" });
    assert.deepEqual([variable.finding.name, variable.after, variable.fixed], ["environment_wrong", base, []]);
    project.write(".env", base);
    const shown = await project.command(["doctor", "--fix", "--environment", "production"], reroute);
    assert.match(shown.stdout, /--fix changes files only\. Set --environment to "demo"\./);
    project.delete(".env");
  } finally {
    production.stop();
  }
});

test("doctor --fix leaves alone what is not certain", async () => {
  const key = `DOCUSIGN_PRIVATE_KEY="${pem()}"\n`;
  for (const [name, content] of [
    ["scope_invalid", `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_SCOPES=signiture\n${key}`],
    ["user_not_active", `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(5)}\n${key}`],
    ["env_file_invalid", `DOCUSIGN_CLIENT_ID=${ISV}\nDOCUSIGN_USER_ID=${user(1)}\nDOCUSIGN_PRIVATE_KEY=${truncated}\n`],
  ]) {
    const { finding, after, fixed: what } = await fixed(content);
    assert.deepEqual([finding.name, what, after], [name, [], content]);
  }
});

/** Passes requests on, with other headers. */
async function forward(origin, more, change = (headers) => headers) {
  const server = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, ...more };
    const sent = request(new URL(incoming.url, origin), { method: incoming.method, headers }, (answer) => {
      outgoing.sendDate = false;
      outgoing.writeHead(answer.statusCode, change(answer.headers));
      answer.pipe(outgoing);
    });
    incoming.pipe(sent);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const withoutDate = (origin) => forward(origin, {}, ({ date, ...headers }) => headers);
