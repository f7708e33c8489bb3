/** One Durable Object for each token: it does the exchange for all isolates, and renews what is in use. */
import { Broker } from "../client.js";
import { DocusignAuth } from "../index.js";
import { failure } from "../lib.js";

export function durableObjectStore(namespace) {
  if (typeof namespace?.idFromName !== "function") {
    throw failure("option_missing", "durableObjectStore needs a namespace of Durable Objects; is the binding in the Worker's settings?");
  }
  return {
    async mint(name, { id, request, signal }) {
      const broker = namespace.get(namespace.idFromName(name));
      const body = JSON.stringify({ name, id, request });
      const response = await broker.fetch("https://broker/", { method: "POST", body, signal });
      const answer = await response.text();
      if (!response.ok) throw new Error(`The broker answered ${response.status}: ${answer}`);
      return answer;
    },
  };
}

export function tokenBroker(settings) {
  return class TokenBroker {
    #storage;
    #env;
    #broker;
    #now;

    constructor({ storage }, env) {
      this.#storage = storage;
      this.#env = env;
    }

    async fetch(message) {
      try {
        const asked = await message.json();
        const broker = this.#open();
        const reading = await broker.read(asked);
        return new Response(await broker.answer(asked, () => this.#serve(reading, asked)));
      } catch (error) {
        return new Response(error.message, { status: 400 });
      }
    }

    /** Renews if somebody asked since the last exchange; else forgets, when the token has ended. */
    async alarm() {
      const upkeep = await this.#storage.get("upkeep");
      const broker = this.#open();
      if (upkeep?.used) {
        try {
          const { asked } = upkeep;
          return await this.#renewed(asked, await broker.renew(await broker.read(asked)));
        } catch {
          // Who asks next hears why, and tries again.
        }
      }
      if (upkeep === undefined || this.#now() >= upkeep.expiresAt) return this.#storage.deleteAll();
      return this.#wake(upkeep.expiresAt);
    }

    #open() {
      if (this.#broker !== undefined) return this.#broker;
      const { waitUntil, ...options } = settings(this.#env);
      this.#now = () => (options.now ?? Date.now)();
      this.#broker = new Broker(new DocusignAuth({ ...options, store: this.#store() }));
      return this.#broker;
    }

    /** The object's own storage. It is alone with it, so that a lock is always free. */
    #store() {
      return {
        get: (name) => this.#storage.get(`token ${name}`),
        set: (name, value) => this.#storage.put(`token ${name}`, value),
        lock: () => () => {},
      };
    }

    async #serve(reading, asked) {
      const entry = await this.#broker.obtain(reading);
      const upkeep = await this.#storage.get("upkeep");
      if (upkeep?.expiresAt !== entry.token.expiresAt) await this.#renewed(asked, entry);
      else if (!upkeep.used) await this.#storage.put("upkeep", { ...upkeep, used: true });
      return entry;
    }

    async #renewed(asked, { token, renewAt }) {
      const { expiresAt } = token;
      await this.#storage.put("upkeep", { asked, expiresAt, used: false });
      await this.#wake(renewAt);
    }

    #wake(at) {
      return this.#storage.setAlarm(Date.now() + Math.max(0, at - this.#now()));
    }
  };
}
