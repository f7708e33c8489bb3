// fetch: an authorized call, its bodies streaming both ways, and what the exit code says.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { account, user } from "../../../runtimes/emulator.mjs";
import { installed } from "../harness/installed.mjs";
import { ended } from "../harness/project.mjs";
import { Terminal } from "./terminal.mjs";

const { project, env } = await installed();
let docusign;
before(async () => {
  docusign = await standIn();
});
after(() => {
  docusign.server.closeAllConnections();
  docusign.server.close();
});
const fetched = (args, more, input) => project.command(["fetch", ...args], env(more), input);
const ENVELOPES = "/restapi/v2.1/accounts/{accountId}/envelopes";
const ENVELOPE = JSON.stringify({
  emailSubject: "Please sign",
  status: "sent",
  documents: [{ documentId: "1", name: "a.txt", fileExtension: "txt", documentBase64: Buffer.from("Hello").toString("base64") }],
  recipients: { signers: [{ recipientId: "1", name: "Bob", email: "bob@example.com" }] },
});

/** A Docusign whose API does what the test says: `answer(request, response)`. */
async function standIn() {
  const self = { answer: undefined, seen: [], tokens: 0 };
  self.server = createServer(async (request, response) => {
    const json = (body) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (request.url === "/oauth/token")
      return json({ access_token: `secret-token-${self.tokens++}`, token_type: "Bearer", expires_in: 3600 });
    if (request.url === "/oauth/userinfo") {
      const accounts = [{ account_id: account(1), account_name: "Example", is_default: true, base_uri: self.origin }];
      return json({ sub: user(1), name: "Ann", email: "ann@example.com", accounts });
    }
    self.seen.push(request);
    return self.answer(request, response);
  });
  await new Promise((resolve) => self.server.listen(0, "127.0.0.1", resolve));
  self.origin = `http://127.0.0.1:${self.server.address().port}`;
  return self;
}
const there = () => ({ DOCUSIGN_AUTH_SERVER: docusign.origin });

test("GET, POST from a flag, a file and standard input; {accountId} is the account", async () => {
  project.write("envelope.json", ENVELOPE);
  for (const [args, input] of [
    [["-d", ENVELOPE]],
    [["-d", "@envelope.json"]],
    [["-X", "POST", "-d", "@-"], ENVELOPE],
    [["--request", "POST", "--header", "Content-Type: application/json; charset=utf-8", "--data", "@envelope.json"]],
  ]) {
    const { stdout, stderr, status } = await fetched([ENVELOPES, ...args], {}, input);
    assert.deepEqual([status, stderr], [0, ""], `${args}`);
    const { envelopeId } = JSON.parse(stdout);
    const one = await fetched([`${ENVELOPES}/${envelopeId}`]);
    assert.equal(JSON.parse(one.stdout).status, "sent");
  }
  const listed = JSON.parse((await fetched([`${ENVELOPES}?from_date=2026-01-01`])).stdout);
  assert.equal(listed.envelopes.length, 4);
});

test("a path may have long runs of letters and digits, and is not taken for a key", async () => {
  const run = "aB3".repeat(20);
  const { status, stderr } = await fetched([`/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01&continuation=${run}`]);
  assert.equal(status, 0, stderr);
});

test("-i prints status and headers first, -o writes the bytes to a file", async () => {
  const { stdout: sent } = await fetched([ENVELOPES, "-d", ENVELOPE]);
  const document = `${ENVELOPES}/${JSON.parse(sent).envelopeId}/documents/1`;
  const shown = await fetched([document, "-i"]);
  assert.match(shown.stdout, /^HTTP 200 OK\n(?:[a-z-]+: .*\n)+\nHello$/);
  const { stdout, stderr, status } = await fetched([document, "-o", "a.txt"]);
  assert.deepEqual([status, stdout, stderr], [0, "", ""]);
  assert.equal(readFileSync(`${project.folder}/a.txt`, "utf8"), "Hello");
  assert.equal((await fetched([document, "-o", "-"])).stdout, "Hello");
});

test("a refusal: the body on stdout, what it means on stderr, and exit code 5; a file stays as it was", async () => {
  project.write("kept.pdf", "kept");
  const { stdout, stderr, status } = await fetched([`${ENVELOPES}/e0000000-0000-4000-8000-000000000001`, "-o", "kept.pdf"]);
  assert.equal(status, 5);
  assert.equal(JSON.parse(stdout).errorCode, "ENVELOPE_DOES_NOT_EXIST");
  assert.match(stderr, /^docusign-jwt: Docusign responded with 404 Not Found: .+\n.+\n\[not_found\]\n$/);
  assert.equal(readFileSync(`${project.folder}/kept.pdf`, "utf8"), "kept");
});

test("nothing is sent to a place that the token is not for", async () => {
  docusign.answer = (_, response) => response.end();
  docusign.seen = [];
  for (const target of [`${docusign.origin}/restapi`, "https://example.com/restapi", "//example.com/x"]) {
    const { status, stderr } = await fetched([target]);
    assert.deepEqual([status, /\[(\w+)\]\n$/.exec(stderr)[1]], [2, "url_not_allowed"], target);
  }
  assert.equal(docusign.seen.length, 0);
});

test("a redirect is not followed: exit code 7", async () => {
  docusign.answer = (_, response) => response.writeHead(302, { location: "https://example.com/x?token=secret" }).end();
  const { status, stderr } = await fetched(["/restapi/x"], there());
  assert.equal(status, 7);
  assert.match(stderr, /is a redirect \(status 302\)[\s\S]*\[response_redirected\]\n$/);
  const verbose = await fetched(["/restapi/x", "-v"], there());
  assert.match(verbose.stderr, /^< 302 in .*\(location: https:\/\/example\.com\/x\?token=\(not shown\)\)$/m);
});

test("the response comes as it is sent, and a body goes as it comes", async () => {
  let respond;
  docusign.answer = (request, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.write("begin ");
    respond = { request, response };
  };
  const cli = `${project.folder}/node_modules/.bin/docusign-jwt`;
  const down = project.start(cli, ["fetch", "/restapi/x"], env(there()));
  const first = await new Promise((resolve) => down.stdout.once("data", (chunk) => resolve(String(chunk))));
  assert.equal(first, "begin ", "the beginning is here before the end is sent");
  const over = ended(down);
  respond.response.end("end");
  assert.equal((await over).status, 0);
  let arrived;
  const uploaded = new Promise((resolve) => (arrived = resolve));
  docusign.answer = async (request, response) => {
    let size = 0;
    for await (const chunk of request) {
      size += chunk.length;
      arrived();
    }
    response.end(
      `${request.method} ${size} ${request.headers["content-type"]} ${request.headers.authorization}`.replace(/secret-token-\d+/, "…"),
    );
  };
  const up = project.start(cli, ["fetch", "/restapi/x", "-d", "@-", "-X", "PUT", "-H", "content-type: application/pdf"], env(there()));
  const done = ended(up);
  up.stdin.write("a".repeat(1000));
  await uploaded;
  up.stdin.end("b".repeat(500));
  const { stdout, status } = await done;
  assert.deepEqual([status, stdout], [0, "PUT 1500 application/pdf Bearer …"]);
});

test("a large file is streamed, a small one is sent again with a fresh token", async () => {
  const large = 5 * 1024 * 1024;
  project.write("large.bin", Buffer.alloc(large, 7));
  project.write("small.json", "{}");
  const sizes = [];
  docusign.answer = async (request, response) => {
    let size = 0;
    for await (const chunk of request) size += chunk.length;
    sizes.push(size);
    response.writeHead(sizes.length === 1 ? 401 : 200).end();
  };
  const small = await fetched(["/restapi/x", "-d", "@small.json"], there());
  assert.deepEqual([small.status, sizes], [0, [2, 2]]);
  const big = await fetched(["/restapi/x", "-d", "@large.bin"], there());
  assert.deepEqual([big.status, sizes.at(-1)], [0, large]);
  sizes.length = 0;
  const once = await fetched(["/restapi/x", "-d", "@large.bin"], there());
  assert.deepEqual([once.status, sizes], [5, [large]], "what is streamed is not sent again");
});

test("a connection that ends too early: exit code 7, and no half of a file", async () => {
  docusign.answer = (_, response) => {
    response.writeHead(200, { "content-length": "1000", "content-type": "application/pdf" });
    response.write("half", () => response.destroy());
  };
  for (const args of [[], ["-o", "half.pdf"]]) {
    const { status, stderr } = await fetched(["/restapi/x", ...args], there());
    assert.equal(status, 7, stderr);
    assert.match(stderr, /\[network_failed\]/);
  }
  assert.deepEqual(
    readdirSync(project.folder).filter((name) => name.startsWith("half")),
    [],
  );
});

test("what is wrong with flags is said before anything is sent", async () => {
  docusign.seen = [];
  for (const args of [
    ["/restapi/x", "-H", "no colon"],
    ["/restapi/x", "-H", "Authorization: Bearer x"],
    ["/restapi/x", "-d", "@nowhere.json"],
    ["/restapi/x", "-X", "GET", "-d", "{}"],
    ["/restapi/x", "-o"],
    [],
  ]) {
    const { status, stderr } = await fetched(args, there());
    assert.equal(status, 2, stderr);
  }
  const unwritable = await fetched(["/oauth/userinfo", "-o", "nowhere/x.json"]);
  assert.equal(unwritable.status, 2, unwritable.stderr);
  assert.equal(docusign.seen.length, 0);
});

test("a terminal gets no binary data and no control characters", async () => {
  docusign.answer = (_, response) => response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF\u0000");
  const binary = new Terminal(project, "$CLI fetch /restapi/x", env(there()));
  const refused = await binary.over;
  assert.equal(refused.status, 2);
  assert.match(refused.shown, /application\/pdf, which a terminal cannot show\.\nPass -o FILE to save it\./);
  docusign.answer = async (_, response) => {
    // Two parts of a letter, which come apart.
    const [begin, end] = [Buffer.from("a\u001b[2Jb\tc\nü").subarray(0, -1), Buffer.from("ü").subarray(1)];
    response.writeHead(200, { "content-type": "text/plain" }).write(begin);
    await new Promise((resolve) => setTimeout(resolve, 100));
    response.end(end);
  };
  const text = new Terminal(project, "$CLI fetch /restapi/x", env(there()));
  const { status } = await text.over;
  assert.equal(status, 0);
  assert.equal(text.shown, "a\\u001b[2Jb\tc\r\nü\r\n");
});
