// Request targets that no browser sends, over a plain socket: each is answered, and the server lives on.
import assert from "node:assert/strict";
import { connect } from "node:net";

const TARGETS = [
  "//",
  "///",
  "//evil.example",
  "//evil.example/%2e%2e",
  "/\\\\evil.example",
  "/\\",
  "/%",
  "/%zz",
  "/%ff%fe",
  "/%00",
  "/..%2f..%2fpackage.json",
  "//:80",
  "//[",
  "/nothing?%",
  "http://evil.example/nothing",
  "http://evil.example//",
  "http://[/",
  "https:nothing",
  "*",
  "nothing",
];

/** The status of an answer to a request with this target; undefined if the connection ends without one. */
function ask(origin, target, headers) {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => {
      const fields = Object.entries({ host, connection: "close", ...headers });
      socket.write(`GET ${target} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
    });
    socket.setTimeout(5000, () => socket.destroy(new Error(`no answer to ${target}`)));
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.once("error", (error) => (error.code === "ECONNRESET" ? resolve(undefined) : reject(error)));
    socket.once("close", () => resolve(Number(text.match(/^HTTP\/1\.1 (\d{3}) /)?.[1]) || undefined));
  });
}

/**
 * That the server answers 400 or 404 to every target, as does its platform. `home` are targets that the platform takes for
 * those of the first page, which is answered as ever.
 */
export async function survivesOddTargets(origin, { headers = {}, home = {} } = {}) {
  const outcomes = {};
  for (const target of TARGETS) {
    outcomes[target] = await ask(origin, target, headers);
    const again = await ask(origin, "/nothing-here", headers);
    assert.equal(again, 404, `after ${target}`);
  }
  for (const [target, status] of Object.entries(outcomes)) {
    const right = target in home ? status === home[target] : [400, 404].includes(status);
    assert.ok(right, `${target}: ${status}; all: ${JSON.stringify(outcomes)}`);
  }
}
