// A process of the test with Redis, in Node or Bun, through the client that STORE names.
import { redisStore } from "docusign-jwt/stores/redis";
import { upstashStore } from "docusign-jwt/stores/upstash";
import { take } from "./take.js";

const { STORE, SOCKET, REST } = process.env;
const stores = {
  async redis() {
    const { createClient } = await import("@redis/client");
    const client = createClient({ socket: { path: SOCKET } });
    await client.on("error", () => {}).connect();
    return [redisStore(client), () => client.destroy()];
  },
  async ioredis() {
    const { Redis } = await import("ioredis");
    const client = new Redis(SOCKET);
    return [redisStore(client), () => client.disconnect()];
  },
  async bun() {
    const client = new Bun.RedisClient(`redis+unix://${SOCKET}`);
    return [redisStore(client), () => client.close()];
  },
  async upstash() {
    return [upstashStore({ url: REST, token: "the-token-of-the-rest-server" }), () => {}];
  },
};
const [store, close] = await stores[STORE]();
await take(store, process.env);
close();
