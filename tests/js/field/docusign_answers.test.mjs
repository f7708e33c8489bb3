// What Docusign, or something in its place, answers; and what this library says about it, call by call.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { test } from "node:test";
import { promisify } from "node:util";
import { DocusignAuth, explainError, inspectAssertion } from "docusign-jwt";
import { CALLBACK, CLIENT, pem, user } from "../../../runtimes/emulator.mjs";

const json = (status, body, headers) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
const html = (status, body, headers) => new Response(body, { status, headers: { "content-type": "text/html", ...headers } });
const client = (fetch, more) =>
  new DocusignAuth({
    clientId: CLIENT,
    userId: user(1),
    privateKey: pem(),
    environment: "demo",
    redirectUri: CALLBACK,
    retry: false,
    fetch,
    ...more,
  });
const failed = (promise) =>
  promise.then(
    () => assert.fail("it went well"),
    (error) => error,
  );
const CALLS = {
  jwt: (auth) => auth.getAccessToken(),
  code: (auth) => auth.exchangeCode({ code: "a-code-of-the-redirect", clientSecret: "a-secret-of-the-app" }),
  refresh: (auth) => auth.refreshToken({ refreshToken: "a-refresh-token-of-last-week", clientSecret: "a-secret-of-the-app" }),
};
const answered = (call, answer, more) => failed(CALLS[call](client(async () => answer(), more)));

test("A4: a bare refusal has the remedy of its grant, and no other's", async () => {
  const OWN = {
    jwt: /^JWT grant, the likeliest cause first: .*private key/,
    code: /^Authorization code, .*/,
    refresh: /^Refresh token, .*/,
  };
  const FOREIGN = {
    jwt: /refresh token|code verifier|redirect URI|log in again/i,
    code: /refresh token|private key|assertion/i,
    refresh: /private key|verifier|assertion/i,
  };
  for (const word of ["invalid_grant", "unauthorized_client", "invalid_client", "invalid_scope", "invalid_request", "Invalid_Grant"]) {
    for (const call of Object.keys(CALLS)) {
      const error = await answered(call, () => json(400, { error: word }));
      assert.equal(error.code, word.toLowerCase());
      assert.match(
        error.remedy,
        word.toLowerCase() === "invalid_grant" ? OWN[call] : new RegExp(OWN[call].source.split(",")[0]),
        `${word} ${call}`,
      );
      assert.doesNotMatch(error.remedy, FOREIGN[call], `${word} ${call}`);
      // The same error, explained: it knows its grant.
      const explanation = explainError(error);
      assert.equal(explanation.call, call, `${word} ${call}: ${error.message}`);
      assert.deepEqual([...new Set(explanation.causes.map((cause) => cause.call))], [call]);
    }
  }
  const denied = await answered("jwt", () => json(400, { error: "access_denied" }));
  assert.deepEqual([denied.code, denied.name], ["forbidden", "OAuthError"]);
  for (const [word, code] of [
    ["server_error", "server_error"],
    ["temporarily_unavailable", "server_error"],
    ["unsupported_grant_type", "unsupported_grant_type"],
  ]) {
    const error = await answered("code", () => json(400, { error: word }));
    assert.equal(error.code, code);
    assert.doesNotMatch(error.message, /tried again/);
  }
});

test("A4: explainError tells the grant by the request, and labels the causes where it cannot", () => {
  const axios = (data, more) =>
    Object.assign(new Error("Request failed with status code 400"), {
      response: {
        status: 400,
        data: { error: "invalid_grant" },
        config: { url: "https://account-d.docusign.com/oauth/token", data, ...more },
      },
    });
  const jwt = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=eyJhbGciOiJSUzI1NiJ9.e30.c2ln";
  for (const [answer, call, cause] of [
    [axios(jwt), "jwt", /private key/],
    [axios("grant_type=authorization_code&code=eyJ0"), "code", /two minutes/],
    [axios("grant_type=refresh_token&refresh_token=eyJ0"), "refresh", /expired/],
    [axios({ grant_type: "refresh_token" }), "refresh", /expired/],
    ['ApiException: 400 {"error":"invalid_grant"} at ApiClient.requestJWTUserToken(ApiClient.java:1)', "jwt", /private key/],
    ['{"error":"invalid_grant"}\n at DocuSign.eSign.Client.ApiClient.GenerateAccessToken(String)', "code", /two minutes/],
    ['in request_jwt_user_token ... b\'{"error":"invalid_grant"}\'', "jwt", /private key/],
  ]) {
    const explanation = explainError(answer);
    assert.equal(explanation.code, "invalid_grant");
    assert.equal(explanation.call, call, JSON.stringify(answer));
    assert.match(explanation.causes[0].cause, cause);
    assert.ok(explanation.causes.every((one) => one.call === call));
  }
  for (const answer of [
    '{"error":"invalid_grant"}',
    { error: "invalid_grant" },
    { status: 400, body: { Error: "INVALID_GRANT" } },
    axios(undefined),
  ]) {
    const { call, causes, remedy } = explainError(answer);
    assert.equal(call, undefined);
    const labels = new Set(causes.map(({ cause }) => cause.split(":")[0]));
    assert.deepEqual([...labels], ["JWT grant", "Authorization code", "Refresh token"]);
    assert.match(remedy, /JWT grant: .*Authorization code: .*Refresh token: /);
  }
  // What needs no grant keeps its causes as they were.
  assert.ok(explainError("consent_required").causes.every(({ cause, call }) => call === undefined && !cause.startsWith("JWT grant")));
});

test("A5: a page or a text at the token endpoint is not Docusign's", async () => {
  const akamai =
    '<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\nYou don\'t have permission to access "http&#58;&#47;&#47;account&#45;d" on this server.</BODY></HTML>';
  const pages = [
    () => html(403, akamai),
    () => html(403, "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head></html>"),
    () => html(403, "<html><head><title>Internet Security by Zscaler</title></head></html>"),
    () => html(401, "<html><body>Sign in to Example Corp</body></html>"),
    () => html(400, "<html></html>"),
    () => html(404, "<html><title>404 Not Found</title></html>"),
    () => html(405, "<html><title>Not allowed</title></html>"),
    () => html(407, "<html><title>Proxy login</title></html>"),
    () => html(502, "<html><title>ERROR</title>Generated by squid/4.10</html>"),
    () => html(503, "<html><title>x</title></html>", { server: "AkamaiGHost" }),
    () => html(503, "<html>The requested URL was rejected by the web filter</html>"),
    () => new Response("Access denied by security policy", { status: 403, headers: { "content-type": "text/plain" } }),
    () => new Response("", { status: 403 }),
    () => new Response("", { status: 407 }),
  ];
  for (const page of pages) {
    for (const call of Object.keys(CALLS)) {
      const error = await answered(call, page);
      assert.equal(error.code, "response_not_json", error.message);
      assert.match(error.message, /proxy/i);
      assert.doesNotMatch(error.message, /administrator of the account|account administrator|right/);
    }
  }
  assert.match((await answered("jwt", () => html(403, akamai))).message, /returned 403 with a web page in place of JSON/);
  assert.match((await answered("jwt", pages[1])).message, /Attention Required! \| Cloudflare/);
  // Docusign's own refusals stay, and a gateway's page without a name may be Docusign's.
  assert.equal((await answered("jwt", () => json(403, { error: "invalid_client" }))).code, "invalid_client");
  assert.equal((await answered("jwt", () => html(502, "<html><title>502 Bad Gateway</title></html>"))).code, "server_error");
  assert.equal((await answered("jwt", () => json(400, { fault: "x" }))).code, "response_invalid");
  // The same, pasted.
  for (const pasted of [
    { status: 403, body: akamai },
    `403 Forbidden\n${akamai}`,
    { status: 403, body: "Access Denied: blocked by Zscaler" },
  ]) {
    const explanation = explainError(pasted);
    assert.equal(explanation.code, "response_not_json");
    assert.match(explanation.causes[0].cause, /proxy, a firewall/);
  }
  assert.equal(explainError({ status: 403, body: { errorCode: "USER_LACKS_PERMISSIONS", message: "Access denied." } }).code, "forbidden");
});

test("A6: 429 with and without a time to wait", async () => {
  const remedy = async (headers, body = {}) => (await answered("jwt", () => json(429, body, headers))).message;
  for (const headers of [{}, { "retry-after": "soon" }, { "x-ratelimit-reset": "0" }, { "x-ratelimit-reset": "1000000000" }]) {
    const text = await remedy(headers);
    assert.match(text, /does not say how long to wait: wait one minute/, JSON.stringify(headers));
    assert.doesNotMatch(text, /retryAfter|Wait \d+ s/);
  }
  assert.match(await remedy({ "retry-after": "7" }), /Wait 7 s before the next request/);
  assert.match(await remedy({ "x-ratelimit-reset": "90" }), /Wait 90 s/);
  const reset = String(Math.floor(Date.now() / 1000) + 120);
  assert.match(await remedy({ "x-ratelimit-reset": reset, "x-ratelimit-remaining": "0" }), /Wait 1[12]\d s/);
  const polling = explainError({ status: 400, body: { errorCode: "Hourly_Envelope_Polling_Limit_Exceeded", message: "x" } });
  assert.equal(polling.code, "rate_limited");
  assert.match(polling.remedy, /15 minutes/);
});

test("A7: each documented word of the REST APIs has a code, a cause and a remedy", () => {
  const table = [
    ["INVALID_USERID", "Invalid UserId.", "not_found", /other environment/],
    [
      "INVALID_USERID",
      "Invalid UserId. UserId specified in request does not match authenticated user.",
      "forbidden",
      /not the user of the token/,
    ],
    ["RESOURCE_NOT_FOUND", "The URL provided does not resolve to a resource.", "not_found", /path/],
    ["INVALID_ACCOUNT_ID", "The account is invalid.", "not_found", /account in the path/],
    ["USER_LACKS_MEMBERSHIP", "x", "forbidden", /not a member/],
    ["USER_LACKS_PERMISSIONS", "x", "forbidden", /permission/],
    ["USER_NOT_ACCOUNT_ADMIN", "x", "forbidden", /administrators/],
    ["ACCOUNT_LACKS_PERMISSIONS", "x", "forbidden", /plan/],
    ["USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT", "x", "forbidden", /not a member/],
    [
      "PARTNER_AUTHENTICATION_FAILED",
      "The specified Integrator Key was not found or is disabled.",
      "issuer_not_found",
      /unknown or disabled/,
    ],
    [
      "USER_AUTHENTICATION_FAILED",
      "One or both of Username and Password are invalid. Invalid access token",
      "token_rejected",
      /wrong server/,
    ],
    ["AUTHORIZATION_INVALID_TOKEN", "The access token provided is expired, revoked or malformed.", "token_rejected", /expired/],
    ["HOURLY_APIINVOCATION_LIMIT_EXCEEDED", "x", "rate_limited", /hour/],
    ["BURST_APIINVOCATION_LIMIT_EXCEEDED", "x", "rate_limited", /30 seconds/],
    ["INVALID_REQUEST_BODY", "The request body is missing or improperly formatted.", "invalid_request", /body/],
    ["INVALID_REQUEST_PARAMETER", "x", "invalid_request", /parameter/],
    ["ENVELOPE_DOES_NOT_EXIST", "x", "not_found", /envelope/i],
    ["ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE", "x", "forbidden", /another account/],
    ["UNKNOWN_ENVELOPE_RECIPIENT", "x", "not_found", /clientUserId/],
    ["DOCUMENT_DOES_NOT_EXIST", "x", "not_found", /ID/],
  ];
  for (const [word, message, code, cause] of table) {
    const cased = word.toLowerCase().replace(/(^|_)\w/g, (part) => part.toUpperCase());
    for (const answer of [
      { status: 400, body: { errorCode: word, message } },
      { errorCode: word, message },
      { body: { ErrorCode: cased, Message: message } },
      `DocuSign.eSign.Client.ApiException: Error calling CreateEnvelope: {"errorCode":"${word}","message":"${message}"}`,
    ]) {
      const explanation = explainError(answer);
      assert.equal(explanation.code, code, JSON.stringify(answer));
      assert.match(explanation.causes[0].cause, cause, word);
      assert.ok(explanation.remedy.length > 20);
      assert.equal(explanation.error.toUpperCase(), word);
    }
    // As text of an SDK that prints fields without JSON.
    if (word !== "DOCUMENT_DOES_NOT_EXIST")
      assert.equal(explainError(`class ErrorDetails {\n  ErrorCode: ${word}\n  Message: ${message}\n}`).code, code);
  }
  // A word on no list: no cause, above all none that says that the body was not shown.
  const unknown = explainError({ status: 400, body: { errorCode: "SOMETHING_NEW", message: "It is new." } });
  assert.deepEqual([unknown.code, unknown.error, unknown.causes], ["oauth_unknown", "SOMETHING_NEW", []]);
  assert.match(unknown.remedy, /errorDescription/);
  assert.equal(explainError("Request failed with status code 400").causes.length, 1);
  assert.throws(() => explainError("ERR_MODULE_NOT_FOUND: Cannot find package"), { code: "option_invalid" });
});

test("A3: an application token at the eSignature API", async () => {
  for (const message of [
    "The access token provided is expired, revoked or malformed. Authentication for System Application failed.",
    "authentication for system application FAILED",
  ]) {
    const explanation = explainError({ status: 401, body: { errorCode: "AUTHORIZATION_INVALID_TOKEN", message } });
    assert.equal(explanation.code, "token_rejected");
    assert.match(explanation.causes[0].cause, /application token/);
    assert.match(explanation.remedy, /forUser/);
  }
  const auth = client(() => assert.fail("nothing is sent")).forApplication();
  for (const target of [
    "/restapi/v2.1/accounts/{accountId}/envelopes",
    "/restapi/v2.1/accounts",
    "https://demo.docusign.net/restapi/v2.1/accounts",
  ]) {
    const error = await failed(auth.fetch(target));
    assert.equal(error.code, "url_not_allowed");
    assert.match(error.message, /application/);
    assert.match(error.remedy, /forUser\(userId\)/);
    assert.doesNotMatch(error.message, /Use a path such as \/restapi/);
  }
});

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = 1_795_521_600_000;
function warnings(change) {
  const claims = {
    iss: CLIENT,
    sub: user(1),
    aud: "account-d.docusign.com",
    iat: now / 1000,
    exp: now / 1000 + 600,
    scope: "signature impersonation",
    ...change,
  };
  return inspectAssertion(`${part({ alg: "RS256" })}.${part(claims)}.c2ln`, { environment: "demo", now }).warnings.map(
    ({ message }) => message,
  );
}

test("A2, A3, D9: inspectAssertion names what is odd", () => {
  for (const [change, expected] of [
    [{}, []],
    [{ sub: undefined, scope: "user_read organization_read" }, []],
    [{ sub: CLIENT }, [/^sub is the integration key/]],
    [{ sub: CLIENT.toUpperCase() }, [/^sub is the integration key/]],
    [{ sub: undefined }, [/^sub is missing.*signature needs a user/]],
    [{ sub: undefined, scope: "user_read extended" }, [/^sub is missing.*extended needs a user/]],
    [{ scope: ["signature", "impersonation"] }, [/^scope must be a string, with the scopes separated by spaces; it is a list/]],
    [{ scope: 7 }, [/^scope must be a string; it is a number/]],
    [{ exp: String(now / 1000 + 600) }, [/^exp must be a number of seconds; it is a string/]],
    [{ iat: { seconds: 1 } }, [/^iat must be a number of seconds; it is an object/]],
    [{ nbf: false }, [/^nbf must be a number of seconds; it is true or false/]],
    [{ aud: ["account-d.docusign.com"] }, [/^aud must be a string: only the bare auth host; it is a list/]],
    [{ aud: "https://account-d.docusign.com/oauth/token" }, [/^aud must be the bare auth host/]],
    [{ sub: 1 }, [/^sub must be a string; it is a number/]],
    [{ iss: [CLIENT] }, [/^iss must be a string; it is a list/]],
    [{ exp: now + 600_000, iat: now }, [/^exp is in milliseconds/, /^iat is in milliseconds/]],
    [{ exp: undefined }, [/^exp is missing/]],
    [{ scope: undefined }, [/^scope is missing/]],
  ]) {
    const found = warnings(change);
    assert.equal(found.length, expected.length, `${JSON.stringify(change)}: ${found}`);
    expected.forEach((message, at) => assert.match(found[at], message));
  }
});

test("A8: network texts of every platform", async () => {
  for (const [text, code, cause] of [
    ["client error (Connect): dns error: failed to lookup address information", "network_failed", /server's name/],
    ["invalid peer certificate: UnknownIssuer", "network_failed", /certificate/],
    ["Error: unable to verify the first certificate; UNABLE_TO_VERIFY_LEAF_SIGNATURE", "network_failed", /certificate/],
    ["tcp connect error: Connection refused (os error 111)", "network_failed", /listens/],
    ["curl: (56) Received HTTP code 407 from proxy after CONNECT", "network_failed", /^The proxy refuses/],
    ["javax.net.ssl.SSLHandshakeException: PKIX path building failed", "network_failed", /certificate/],
    ["[Errno -3] Temporary failure in name resolution", "network_failed", /server's name/],
    ["dial tcp 10.0.0.1:443: i/o timeout", "timeout", /firewall/],
    ["read ECONNRESET", "network_failed", /closed the connection/],
    ['NotCapable: Requires net access to "account-d.docusign.com:443"', "network_failed", /does not allow/],
  ]) {
    for (const answer of [text, new Error(text), Object.assign(new TypeError("fetch failed"), { cause: new Error(text) })]) {
      const explanation = explainError(answer);
      assert.equal(explanation.code, code, text);
      assert.match(explanation.causes[0].cause, cause, text);
    }
    // The client's own error says the same.
    const error = await failed(
      client(() => {
        throw new TypeError("fetch failed", { cause: new Error(text) });
      }).getAccessToken(),
    );
    assert.equal(error.code, "network_failed");
    assert.match(error.remedy, cause);
  }
  assert.throws(() => explainError("The certificate was delivered by courier."), { code: "option_invalid" });
});

const run = promisify(execFile);
/** What a process of its own says whose environment names a proxy. */
async function behind(env, code, node = process.execPath) {
  const file = new URL("./docusign_answers.test.mjs", import.meta.url);
  const script = `import { DocusignAuth } from "docusign-jwt";
    const options = { clientId: "${CLIENT}", userId: "${user(1)}", privateKey: process.env.KEY, retry: false, timeout: 3000 };
    ${code}
    const error = await auth.getAccessToken().catch((error) => error);
    console.log(JSON.stringify({ code: error.code, message: error.message }));`;
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name)));
  const { stdout } = await run(node, ["--input-type=module", "-e", script], {
    cwd: new URL(".", file),
    env: { ...clean, KEY: pem(), ...env },
  });
  return JSON.parse(
    stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .at(-1),
  );
}
const UNREACHABLE = `const auth = new DocusignAuth({ ...options, environment: { authServer: "https://docusign.invalid" } });`;

test("A9: a proxy in the environment that Node does not use is named, its address is not", async () => {
  const hint = /is set, but (Node ignores it|this Node cannot use it).*NODE_USE_ENV_PROXY=1/;
  for (const name of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "http_proxy"]) {
    const { code, message } = await behind({ [name]: "http://ann:s3cret@proxy.example:3128" }, UNREACHABLE);
    assert.equal(code, "network_failed");
    assert.match(message, hint);
    assert.ok(message.includes(`${name} is set`));
    assert.doesNotMatch(message, /s3cret|proxy\.example/);
  }
  const silent = /_PROXY/i;
  for (const env of [
    {},
    { HTTPS_PROXY: "" },
    { HTTPS_PROXY: "http://p:1", NO_PROXY: "*" },
    { HTTPS_PROXY: "http://p:1", no_proxy: "localhost, .invalid" },
    { HTTPS_PROXY: "http://p:1", NO_PROXY: "docusign.invalid:443" },
  ]) {
    assert.doesNotMatch((await behind(env, UNREACHABLE)).message, silent, JSON.stringify(env));
  }
  // No proxy stands before this machine; another fetch may use one.
  const local = `const auth = new DocusignAuth({ ...options, environment: { authServer: "http://127.0.0.1:9" } });`;
  assert.doesNotMatch((await behind({ HTTPS_PROXY: "http://p:1" }, local)).message, silent);
  const own = `const auth = new DocusignAuth({ ...options, environment: "demo", fetch: () => { throw new Error("ENOTFOUND"); } });`;
  assert.match((await behind({ HTTPS_PROXY: "http://p:1" }, own)).message, /HTTPS_PROXY is set, but your fetch may not use it/);
  // An environment that cannot be read is none.
  const odd = `globalThis.process = new Proxy({}, { get() { throw new Error("no"); } }); ${UNREACHABLE}`;
  const { code, message } = await behind({ HTTPS_PROXY: "http://p:1" }, odd);
  assert.equal(code, "network_failed");
  assert.doesNotMatch(message, silent);
});

test("A9: with NODE_USE_ENV_PROXY, Node 24 asks the proxy, and the error names that", async () => {
  const node = new URL("../../../node_modules/node-24-linux-x64/bin/node", import.meta.url).pathname;
  const asked = [];
  const proxy = createServer().on("connect", (request, socket) => {
    asked.push(request.url);
    socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  try {
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.address().port}` };
    assert.match((await behind(env, UNREACHABLE, node)).message, /HTTPS_PROXY is set, but Node ignores it\. Set NODE_USE_ENV_PROXY=1/);
    assert.deepEqual(asked, []);
    const { message } = await behind({ ...env, NODE_USE_ENV_PROXY: "1" }, UNREACHABLE, node);
    assert.deepEqual(asked, ["docusign.invalid:443"]);
    assert.match(message, /HTTPS_PROXY is set, and requests go through this proxy/);
  } finally {
    proxy.close();
  }
});

test("2.11: what was sent does not come back in a message", async () => {
  const secret = "5ec12e70-1234-4abc-8def-0123456789ab";
  const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const code = "eyJ0eXAi.Q1.c/1+2=";
  const refresh = "eyJyZWZyZXNo.Q2.xyz+/=";
  const echo = (pieces) => async (_url, init) => {
    const body = String(init.body);
    const said = [
      body,
      decodeURIComponent(body),
      init.headers.authorization ?? new Headers(init.headers).get("authorization"),
      ...pieces,
    ].join(" ");
    return json(
      400,
      { error: "invalid_grant", error_description: said, reference_id: pieces[0] ?? body.slice(-40) },
      { "x-docusign-tracetoken": pieces.at(-1) },
    );
  };
  const pieces = [secret, verifier, code, refresh, secret.slice(0, 20), verifier.slice(10, 30), verifier.toUpperCase(), `"${secret}"`];
  for (const [work, sent] of [
    [
      (auth) => auth.exchangeCode({ code, codeVerifier: verifier, clientSecret: secret }),
      [secret, verifier, code, secret.slice(0, 20), verifier.slice(10, 30)],
    ],
    [(auth) => auth.refreshToken({ refreshToken: refresh, clientSecret: secret }), [secret, refresh, encodeURIComponent(refresh)]],
    [(auth) => auth.exchangeCode({ code, codeVerifier: verifier }), [verifier, code, encodeURIComponent(code)]],
  ]) {
    const error = await failed(work(client(echo(pieces))));
    assert.equal(error.code, "invalid_grant");
    const shown = `${error.message} ${error.errorDescription} ${error.error} ${error.trace} ${JSON.stringify(error)}`.toLowerCase();
    for (const one of sent) assert.ok(!shown.includes(one.toLowerCase()), `${one} in ${shown}`);
    assert.match(error.message, /\[cut\]/);
  }
  // The assertion, and what a failing connection says.
  let assertion;
  const parts = async (_url, init) => {
    assertion = new URLSearchParams(String(init.body)).get("assertion");
    return json(400, {
      error: "invalid_request",
      error_description: assertion
        .match(/.{1,40}/g)
        .join(" ")
        .slice(0, 200),
    });
  };
  const error = await failed(client(parts).getAccessToken());
  for (const piece of assertion.match(/.{1,20}/g)) assert.ok(!error.message.includes(piece), piece);
  const thrown = (_url, init) => {
    throw new Error(`cannot send ${String(init.body).slice(0, 250)}`);
  };
  const lost = await failed(client(thrown).exchangeCode({ code, codeVerifier: verifier }));
  assert.ok(!lost.message.includes(verifier) && !lost.message.includes(encodeURIComponent(code)));
  // What everybody may know stays.
  const open = await failed(
    CALLS.code(client(async () => json(400, { error: "invalid_grant", error_description: `no ${CLIENT} ${CALLBACK}` }))),
  );
  assert.ok(open.message.includes(CLIENT) && open.message.includes(CALLBACK));
});
