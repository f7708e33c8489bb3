// auth.fetch: where the token goes and where it never goes.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, test } from "node:test";
import { ConfigError, DocusignAuth, ResponseError } from "docusign-jwt";
import { ISV, account, pem, startEmulator, user } from "../../../../runtimes/emulator.mjs";

let emulator;
let api;
let foreign;
let events;
before(async () => {
  emulator = await startEmulator();
  api = await serve();
  foreign = await serve();
});
after(() => {
  emulator.stop();
  api.close();
  foreign.close();
});
afterEach(async () => {
  await emulator.reset();
  api.reset();
  foreign.reset();
});

/** A server that remembers what it saw; `answer` says what it does. */
async function serve() {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers });
    self.answer(request, response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const plain = (request, response) => response.end("{}");
  const self = {
    seen,
    answer: plain,
    origin: `http://127.0.0.1:${server.address().port}`,
    reset() {
      seen.length = 0;
      self.answer = plain;
    },
    close: () => server.close() && server.closeAllConnections(),
  };
  return self;
}

const client = (more) => {
  events = [];
  const environment = { authServer: emulator.origin, apiServer: api.origin };
  // The accounts live on the API server.
  const watching = async (url, init) => {
    if (!url.endsWith("/oauth/userinfo")) return fetch(url, init);
    const info = await (await fetch(url, init)).json();
    for (const one of info.accounts ?? []) one.base_uri = api.origin;
    return Response.json(info);
  };
  return new DocusignAuth({
    clientId: ISV,
    userId: user(2),
    privateKey: pem(),
    environment,
    fetch: watching,
    retry: { limit: 3, minDelay: 10 },
    onEvent: (event) => events.push(event),
    ...more,
  });
};

test("the account and its server are filled in, and the token is attached", async () => {
  const auth = client();
  const response = await auth.fetch("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026", {
    headers: { "x-mine": "1", accept: "text/plain" },
  });
  assert.equal(response.status, 200);
  const [{ url, headers }] = api.seen;
  assert.equal(url, `/restapi/v2.1/accounts/${account(1)}/envelopes?from_date=2026`);
  assert.equal(headers.authorization, `Bearer ${await auth.getAccessToken()}`);
  assert.equal(headers["x-mine"], "1");
  assert.equal(headers.accept, "text/plain");
  await auth.fetch("/restapi/v2.1/accounts/{accountId}/x", { accountId: account(2) });
  await auth.fetch(`/restapi/v2.1/accounts/${account(2)}/y`);
  await auth.fetch(new URL(`${api.origin}/restapi/v2.1/accounts/${account(2)}/z`));
  assert.deepEqual(
    api.seen.slice(1).map(({ url }) => url),
    [`/restapi/v2.1/accounts/${account(2)}/x`, `/restapi/v2.1/accounts/${account(2)}/y`, `/restapi/v2.1/accounts/${account(2)}/z`],
  );
});

test("what could lead elsewhere is refused before any token leaves", async () => {
  const auth = client();
  await auth.getUserInfo();
  const seen = (await emulator.log()).length;
  const targets = [
    `${foreign.origin}/restapi/v2.1/accounts/{accountId}/envelopes`,
    `${foreign.origin}/restapi`,
    foreign.origin.replace("http:", ""),
    foreign.origin.replace("http://", "http://user@"),
    `${api.origin}@${foreign.origin.slice(7)}/`,
    `${api.origin}\\@${foreign.origin.slice(7)}/`,
    "/restapi/../../evil",
    "/restapi/%2e%2e/evil",
    "/restapi/..%2f..%2fevil",
    "/restapi/.%2E/evil",
    "/restapi\\..\\evil",
    "/\\evil.example",
    "//evil.example/restapi",
    "restapi/v2.1",
    "",
    "/restapi/a b",
    "/restapi/a\tb",
    "/restapi/a\nb",
    "/restapi/{userId}",
    "/restapi#fragment",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://docusign.net.evil.example/restapi",
    "https://na2.docusign.net/restapi",
  ];
  for (const target of targets) {
    const error = await auth.fetch(target).catch((e) => e);
    assert.ok(error instanceof ConfigError, `${target}: ${error.status ?? error}`);
    assert.equal(error.code, "url_not_allowed", target);
  }
  // By the logs of all three servers that there are.
  assert.deepEqual([api.seen, foreign.seen], [[], []]);
  assert.equal((await emulator.log()).length, seen);
  await assert.rejects(auth.fetch(`/restapi/v2.1/accounts/${account(9)}/x`), { code: "account_not_accessible" });
  await assert.rejects(auth.fetch("/restapi", { method: "TRACE" }), { code: "option_invalid" });
  await assert.rejects(auth.fetch({}), { code: "option_invalid" });
  await assert.rejects(auth.fetch(), { code: "option_invalid" });
});

test("a redirect is never followed", async () => {
  api.answer = (request, response) => response.writeHead(302, { location: `${foreign.origin}/steal` }).end();
  const error = await client()
    .fetch("/restapi/v2.1/accounts/{accountId}/x")
    .catch((e) => e);
  assert.ok(error instanceof ResponseError);
  assert.equal(error.code, "response_redirected");
  assert.equal(error.response.status, 302);
  assert.deepEqual(foreign.seen, []);
});

test("a 401 is answered by one fresh token", async () => {
  const auth = client();
  const stale = await auth.getAccessToken();
  api.answer = ({ headers }, response) => {
    response.statusCode = headers.authorization.endsWith(stale) ? 401 : 200;
    response.end("{}");
  };
  const results = await Promise.all(Array.from({ length: 20 }, () => auth.fetch("/restapi/v2.1/x", { method: "POST", body: "{}" })));
  assert.deepEqual([...new Set(results.map(({ status }) => status))], [200]);
  assert.equal((await emulator.exchanges()).length, 2);
  api.answer = (request, response) => response.writeHead(401).end();
  assert.equal((await auth.fetch("/restapi/v2.1/x")).status, 401);
  assert.equal((await emulator.exchanges()).length, 3);
});

test("a stream that met a 401 is the caller's, and the next call has another token", async () => {
  const auth = client();
  const stale = await auth.getAccessToken();
  api.answer = ({ headers }, response) => {
    response.statusCode = headers.authorization.endsWith(stale) ? 401 : 200;
    response.end("{}");
  };
  const upload = () => auth.fetch("/restapi/v2.1/x", { method: "POST", body: new Blob(["{}"]).stream() });
  assert.equal((await upload()).status, 401);
  assert.equal((await upload()).status, 200);
  assert.equal((await emulator.exchanges()).length, 2);
});

test("a Node stream is a body like any other", async () => {
  let taken = "";
  api.answer = async (request, response) => {
    for await (const part of request.setEncoding("utf8")) taken += part;
    response.writeHead(429).end();
  };
  const { Readable } = await import("node:stream");
  const response = await client().fetch("/restapi/v2.1/x", { method: "PUT", body: Readable.from([Buffer.from("a"), Buffer.from("b")]) });
  assert.deepEqual([response.status, taken, api.seen.length], [429, "ab", 1]);
});

test("a request that cannot be is refused before anything is sent", async () => {
  const auth = client();
  const cases = [
    { headers: { "x y": "1" } },
    { headers: { x: "a\nb" } },
    { body: "{}" },
    { method: "head", body: "{}" },
    { method: "CONNECT" },
  ];
  for (const init of cases) await assert.rejects(auth.fetch("/restapi/v2.1/x", init), { code: "option_invalid" }, JSON.stringify(init));
  assert.deepEqual([api.seen, await emulator.log()], [[], []]);
});

test("429 is waited out; 5xx only where nothing can happen twice", async () => {
  const failing = (status, times) => {
    let left = times;
    api.answer = (request, response) => {
      response.statusCode = left-- > 0 ? status : 200;
      response.end("{}");
    };
    api.seen.length = 0;
  };
  const auth = client();
  const tried = async (status, init) => {
    failing(status, 2);
    const answer = await auth.fetch("/restapi/v2.1/x", init);
    return [answer.status, api.seen.length];
  };
  assert.deepEqual(await tried(429, { method: "POST", body: "{}" }), [200, 3]);
  assert.deepEqual(await tried(503), [200, 3]);
  assert.deepEqual(await tried(503, { method: "POST", body: "{}" }), [503, 1]);
  const stream = () => new Blob(["{}"]).stream();
  assert.deepEqual(await tried(429, { method: "POST", body: stream() }), [429, 1]);
  assert.deepEqual(await tried(401, { method: "POST", body: stream() }), [401, 1]);
});

test("limits are told", async () => {
  api.answer = (request, response) => {
    response.writeHead(200, { "x-ratelimit-limit": "3000", "x-ratelimit-remaining": "2999", "x-ratelimit-reset": "1795521600" });
    response.end("{}");
  };
  await client().fetch("/restapi/v2.1/x");
  const { type, limit, remaining, reset, burstLimit } = events.at(-1);
  assert.deepEqual([type, limit, remaining, reset, burstLimit], ["rate_limit", 3000, 2999, 1_795_521_600_000, undefined]);
});

test("20 MB pass in both directions without being held", async () => {
  const MB = 1024 * 1024;
  const total = 20 * MB;
  const chunk = new Uint8Array(64 * 1024).fill(7);
  let taken = 0;
  let sent = 0;
  let most = 0;
  api.answer = async (request, response) => {
    if (request.method === "POST") {
      for await (const part of request) taken += part.length;
      return response.end(String(taken));
    }
    for (let at = 0; at < total; at += chunk.length) {
      if (!response.write(chunk)) await new Promise((resolve) => response.once("drain", resolve));
      sent += chunk.length;
      most = Math.max(most, sent - taken);
    }
    response.end();
  };
  const auth = client();
  let left = total;
  const body = new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      controller.enqueue(chunk);
      left -= chunk.length;
    },
  });
  const upload = await auth.fetch("/restapi/v2.1/x", { method: "POST", body });
  assert.equal(await upload.text(), String(total));
  taken = 0;
  const download = await auth.fetch("/restapi/v2.1/x");
  for await (const part of download.body) {
    taken += part.length;
    if (taken % (4 * MB) < part.length) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(taken, total);
  assert.ok(most < 12 * MB, `${most} bytes were on their way at once`);
});

test("the timeout is for the answer's beginning, the signal for all of it", async () => {
  api.answer = (request, response) => {
    response.writeHead(200);
    response.write("a");
    setTimeout(() => response.end("b"), 2000);
  };
  const auth = client({ timeout: 1500 });
  assert.equal(await (await auth.fetch("/restapi/v2.1/x")).text(), "ab");
  const controller = new AbortController();
  const response = await auth.fetch("/restapi/v2.1/x", { signal: controller.signal });
  controller.abort(new Error("enough"));
  await assert.rejects(response.text());
  api.answer = () => {};
  await assert.rejects(auth.fetch("/restapi/v2.1/x"), { code: "timeout" });
});

test("an application calls the Admin API, and nothing else", async () => {
  const environment = { authServer: emulator.origin };
  const application = client({ environment, fetch: undefined }).forApplication();
  const response = await application.fetch("/management/v2/organizations?mode=org_admin");
  assert.equal((await response.json()).organizations.length, 1);
  await assert.rejects(application.fetch("/restapi/v2.1/accounts/{accountId}/users"), { code: "url_not_allowed" });
});
