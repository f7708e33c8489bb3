// A Redis server on a socket of its own, and before it a REST server as Upstash's: a command as JSON in, its result out.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@redis/client";

export const TOKEN = "the-token-of-the-rest-server";

export async function startRedis() {
  const program = process.env.REDIS_SERVER;
  if (!program) throw new Error("REDIS_SERVER names no program; run this by cargo xtask test");
  const folder = mkdtempSync(join(tmpdir(), "docusign-jwt-redis-"));
  const socket = join(folder, "socket");
  const command = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder];
  const child = spawn(program, command, { stdio: ["ignore", "ignore", "inherit"] });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  const client = createClient({ socket: { path: socket, reconnectStrategy: 50 } });
  await Promise.race([
    client.on("error", () => {}).connect(),
    ended.then((code) => Promise.reject(new Error(`redis-server ended with ${code}`))),
  ]);
  const rest = await startRest(client);
  return {
    socket,
    client,
    rest: `http://127.0.0.1:${rest.address().port}/`,
    /** Ends the server alone; what is connected to it finds out. */
    async die() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      client.destroy();
      rest.close();
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startRest(client) {
  const server = createServer(async (request, response) => {
    const answer = (status, body) => response.writeHead(status).end(JSON.stringify(body));
    let text = "";
    for await (const part of request) text += part;
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return answer(401, { error: "WRONGPASS" });
    try {
      answer(200, { result: await client.sendCommand(JSON.parse(text)) });
    } catch (error) {
      answer(400, { error: error.message });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
