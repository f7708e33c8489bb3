// doctor against servers that collect what they are sent, with settings that cannot work, and behind a proxy.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { ISV, pem, startEmulator, user } from "../../../runtimes/emulator.mjs";
import { Project, root } from "../harness/project.mjs";

const LOADER = `--import=${new URL("../cli/reroute.mjs", import.meta.url)}`;
const DOCUSIGN = ["account-d.docusign.com", "account.docusign.com"];

let project;
before(() => {
  project = new Project().install();
});
after(() => {
  project.assertNoSecretPrinted();
  project.remove();
});

const settings = (more) => ({
  DOCUSIGN_CLIENT_ID: ISV,
  DOCUSIGN_USER_ID: user(1),
  DOCUSIGN_PRIVATE_KEY: pem(),
  ...more,
});

async function doctor(more, ...flags) {
  const { stdout, stderr, status } = await project.command(["doctor", "--json", ...flags], settings(more));
  assert.equal(stderr, "");
  return { status, ...JSON.parse(stdout) };
}

/** A server that refuses every assertion with `error`, and keeps the `aud` of each that it was sent. */
async function collector(error) {
  const audiences = [];
  const hosts = new Set();
  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    hosts.add(incoming.headers.host);
    const assertion = new URLSearchParams(body).get("assertion");
    if (assertion !== null) {
      audiences.push(JSON.parse(Buffer.from(assertion.split(".")[1], "base64url")).aud);
    }
    outgoing.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify(error));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, port: server.address().port, audiences, hosts, stop };
}

const REFUSED = { error: "invalid_grant", error_description: "no_valid_keys_or_signatures" };
const UNKNOWN = { error: "invalid_grant", error_description: "issuer_not_found" };

for (const [error, name] of [
  [REFUSED, "no_valid_keys_or_signatures"],
  [UNKNOWN, "client_id_unknown"],
]) {
  for (const server of ["https://auth.example.com", "auth.example.com"]) {
    test(`a server that answers ${name} gets no assertion for Docusign: ${server}`, async () => {
      const hostile = await collector(error);
      try {
        const reroute = {
          NODE_OPTIONS: LOADER,
          REROUTE_OTHER: hostile.origin,
          REROUTE_DEMO: hostile.origin,
          REROUTE_PRODUCTION: hostile.origin,
        };
        const { finding, status } = await doctor({ ...reroute, DOCUSIGN_AUTH_SERVER: server });
        assert.deepEqual([finding.name, status], [name, 5], finding.message);
        assert.ok(hostile.audiences.length > 0);
        assert.deepEqual([...new Set(hostile.audiences)], ["auth.example.com"]);
        assert.deepEqual([...hostile.hosts], ["auth.example.com"], "nobody else is asked");
      } finally {
        hostile.stop();
      }
    });
  }
}

test("an assertion for an environment goes to that environment only", async () => {
  const [demo, production] = [await collector(REFUSED), await collector(REFUSED)];
  try {
    const reroute = { NODE_OPTIONS: LOADER, REROUTE_DEMO: demo.origin, REROUTE_PRODUCTION: production.origin };
    const { finding } = await doctor(reroute);
    assert.equal(finding.name, "key_not_registered");
    assert.deepEqual([...new Set(demo.audiences)], [DOCUSIGN[0]]);
    assert.deepEqual([...new Set(production.audiences)], [DOCUSIGN[1]]);
  } finally {
    demo.stop();
    production.stop();
  }
});

test("a server on this machine may still be asked which name it goes by", async () => {
  for (const host of ["127.0.0.1", "localhost"]) {
    const local = await collector(REFUSED);
    try {
      const { finding } = await doctor({ DOCUSIGN_AUTH_SERVER: `http://${host}:${local.port}` });
      assert.equal(finding.name, "key_not_registered");
      assert.deepEqual([...new Set(local.audiences)], [`${host}:${local.port}`, ...DOCUSIGN]);
    } finally {
      local.stop();
    }
  }
});

test("the integration key as user ID is found without a request", async () => {
  const server = await collector(REFUSED);
  try {
    for (const id of [ISV, ISV.toUpperCase(), ` ${ISV} `]) {
      const more = { DOCUSIGN_AUTH_SERVER: server.origin, DOCUSIGN_USER_ID: id };
      const { finding, status } = await doctor(more);
      assert.deepEqual([finding.name, status], ["user_id_is_client_id", 2], finding.message);
      assert.match(`${finding.message} ${finding.remedy}`, /User ID/);
    }
    assert.deepEqual([server.audiences.length, server.hosts.size], [0, 0]);
    const { finding } = await doctor({ DOCUSIGN_AUTH_SERVER: server.origin });
    assert.notEqual(finding.name, "user_id_is_client_id");
  } finally {
    server.stop();
  }
});

test("an application with a scope of eSignature is warned", async () => {
  const emulator = await startEmulator();
  const warnings = async (...flags) => {
    const { checks } = await doctor({ DOCUSIGN_AUTH_SERVER: emulator.origin }, ...flags);
    return (checks.find(({ check }) => check === "assertion").warnings ?? []).join(" ");
  };
  try {
    for (const scopes of [["--scopes", "signature"], ["--scopes", "organization_read signature"], []]) {
      assert.match(await warnings("--application", ...scopes), /application token.*Scope signature needs a user/, `${scopes}`);
    }
    assert.equal(await warnings("--application", "--scopes", "organization_read user_read"), "");
    assert.equal(await warnings("--scopes", "signature"), "", "a user may");
  } finally {
    emulator.stop();
  }
});

/** A proxy that tunnels every connection to one server. */
async function proxyTo(origin) {
  const asked = [];
  const proxy = createServer((_, outgoing) => outgoing.writeHead(405).end());
  proxy.on("connect", ({ url }, client, head) => {
    asked.push(url);
    const { hostname, port } = new URL(origin);
    const upstream = connect(port, hostname, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${proxy.address().port}`, asked, stop: () => proxy.closeAllConnections() ?? proxy.close() };
}

test("a proxy that Node does not use is named, and used when it is told to", async () => {
  const emulator = await startEmulator("--tls", "--allow-remote");
  const proxy = await proxyTo(emulator.origin);
  const run = async (version, more) => {
    const node = `${root}node_modules/node-${version}-linux-x64/bin/node`;
    const env = settings({
      DOCUSIGN_AUTH_SERVER: "https://auth.docusign.invalid",
      // The emulator's certificate is for localhost; NODE_NO_WARNINGS keeps Node from saying so on stderr.
      NODE_TLS_REJECT_UNAUTHORIZED: "0",
      NODE_NO_WARNINGS: "1",
      ...more,
    });
    const cli = `${project.folder}/node_modules/docusign-jwt/cli.js`;
    const { stdout } = await project.run(node, [cli, "doctor", "--json"], env);
    const { finding, healthy } = JSON.parse(stdout);
    return { name: healthy ? "healthy" : finding.name, said: `${finding?.message} ${finding?.remedy}` };
  };
  try {
    for (const [version, more, name] of [
      ["20", { HTTPS_PROXY: proxy.url }, "proxy_ignored"],
      ["20", { HTTPS_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" }, "proxy_ignored"],
      ["22", { https_proxy: proxy.url }, "proxy_ignored"],
      ["24", { HTTPS_PROXY: proxy.url }, "proxy_ignored"],
      ["24", {}, "dns_failed"],
      ["24", { HTTP_PROXY: proxy.url }, "proxy_ignored"],
      ["24", { HTTPS_PROXY: proxy.url, NO_PROXY: "localhost, .docusign.invalid" }, "dns_failed"],
      ["24", { HTTPS_PROXY: proxy.url, NO_PROXY: "*" }, "dns_failed"],
    ]) {
      const found = await run(version, more);
      const what = `Node ${version}, ${Object.keys(more)}: ${found.said}`;
      assert.equal(found.name, name, what);
      if (name === "proxy_ignored") assert.match(found.said, /https?_proxy is set[\s\S]*NODE_USE_ENV_PROXY=1/i, what);
      assert.deepEqual(proxy.asked, [], what);
    }
    for (const [version, more] of [
      ["24", { HTTPS_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" }],
      ["24", { HTTP_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" }],
      ["24", { https_proxy: proxy.url, NODE_OPTIONS: "--use-env-proxy" }],
      ["22", { HTTPS_PROXY: proxy.url, NODE_USE_ENV_PROXY: "1" }],
    ]) {
      const before = proxy.asked.length;
      assert.equal((await run(version, more)).name, "healthy", `Node ${version}, ${Object.keys(more)}`);
      assert.ok(proxy.asked.length > before && proxy.asked.every((host) => host === "auth.docusign.invalid:443"));
    }
    const dead = await run("24", { HTTPS_PROXY: "http://127.0.0.1:1", NODE_USE_ENV_PROXY: "1" });
    assert.equal(dead.name, "connection_refused", dead.said);
  } finally {
    proxy.stop();
    emulator.stop();
  }
});
