/**
 * Durable Objects that mint tokens for all isolates, and renew tokens in use. Usually there is one object per token,
 * but a namespace may send several names to one object: everything is stored by name.
 */
import { DocusignAuth } from "../index.js";
import { Broker, failure } from "../internal.js";

/** @import { Asked, Reading } from "../lib/client/broker.js" */

/**
 * When a token is due, and the request that asked for it; times in milliseconds since the epoch.
 *
 * @typedef {{ asked: Asked, names: string[], expiresAt: number, wakeAt: number, used: boolean }} Upkeep
 */

/** The storage entries of a name: its token, and the time of its next check. */
const TOKEN = "token ";
const UPKEEP = "upkeep ";

/** How many tokens an alarm renews at the same time. */
const AT_ONCE = 6;

/** @type {typeof import("./durable-object.js").durableObjectStore} */
export function durableObjectStore(namespace) {
  if (typeof namespace?.idFromName !== "function") {
    throw failure(
      "option_missing",
      "durableObjectStore needs a Durable Object namespace. Check the binding in the Worker's configuration.",
    );
  }
  return {
    async mint(name, { id, request, signal }) {
      const broker = namespace.get(namespace.idFromName(name));
      const body = JSON.stringify({ name, id, request });
      const response = await broker.fetch("https://broker/", { method: "POST", body, signal });
      const reply = await response.text();
      if (!response.ok) throw new Error(`The broker returned ${response.status}: ${reply}`);
      return reply;
    },
  };
}

/** @type {typeof import("./durable-object.js").tokenBroker} */
export function tokenBroker(settings) {
  return class TokenBroker {
    #storage;
    #env;
    /** @type {Broker | undefined} */
    #broker;
    /** @type {() => number} */
    #now = Date.now;

    /**
     * @param {import("./durable-object.js").DurableObjectStateLike} state
     * @param {Parameters<typeof settings>[0]} env
     */
    constructor({ storage }, env) {
      this.#storage = storage;
      this.#env = env;
    }

    /** @param {Request} message */
    async fetch(message) {
      try {
        const { name, id, request } = await message.json();
        const asked = { name, id, request };
        const broker = this.#open();
        const reading = await broker.read(asked);
        return new Response(await broker.reply(asked, reading, () => this.#serve(asked, reading)));
      } catch (error) {
        return new Response(/** @type {Error} */ (error).message, { status: 400 });
      }
    }

    /** Handles every due name, and sets the alarm for the next one. */
    async alarm() {
      this.#open();
      const now = this.#now();
      const due = [...(await this.#records())].filter(([, { wakeAt }]) => now >= wakeAt);
      for (let at = 0; at < due.length; at += AT_ONCE) {
        await Promise.all(due.slice(at, at + AT_ONCE).map(([key, upkeep]) => this.#attend(key, upkeep)));
      }
      const left = [...(await this.#records()).values()].map(({ wakeAt }) => wakeAt);
      if (left.length === 0) return this.#storage.deleteAll();
      return this.#storage.setAlarm(this.#onTheWall(Math.min(...left)));
    }

    /**
     * Renews a token that was requested since the last renewal; else deletes it after it has expired.
     *
     * @param {string} key
     * @param {Upkeep} upkeep
     */
    async #attend(key, upkeep) {
      const { asked, used, names, expiresAt } = upkeep;
      if (used) {
        try {
          const broker = this.#open();
          const reading = await broker.read(asked);
          return await this.#keepUp(asked, reading, await broker.renew(reading));
        } catch {
          // The next caller gets the error, and tries again.
        }
      }
      if (this.#now() < expiresAt) return this.#storage.put(key, { ...upkeep, wakeAt: expiresAt });
      for (const name of names) await this.#storage.delete(TOKEN + name);
      await this.#storage.delete(key);
    }

    #open() {
      if (this.#broker !== undefined) return this.#broker;
      const { waitUntil, ...options } = settings(this.#env);
      this.#now = () => (options.now ?? Date.now)();
      /** @type {import("../index.js").DocusignAuthOptions} */
      const all = { ...options, store: this.#store() };
      // The declared class is the one of `lib/client/auth.js`, without what is private there.
      const auth = /** @type {ConstructorParameters<typeof Broker>[0]} */ (/** @type {unknown} */ (new DocusignAuth(all)));
      this.#broker = new Broker(auth);
      return this.#broker;
    }

    /** The object's own storage. The object is its only user, so a lock is always free. */
    /** @returns {import("../index.js").TokenStore} */
    #store() {
      return {
        get: (name) => /** @type {Promise<string | undefined>} */ (this.#storage.get(TOKEN + name)),
        set: (name, value) => this.#storage.put(TOKEN + name, value),
        delete: (name) => this.#storage.delete(TOKEN + name),
        lock: () => () => {},
      };
    }

    /**
     * @param {Asked} asked
     * @param {Reading} reading
     */
    async #serve(asked, reading) {
      const entry = await this.#open().obtain(reading);
      const key = UPKEEP + asked.name;
      const upkeep = /** @type {Upkeep | undefined} */ (await this.#storage.get(key));
      if (upkeep === undefined || upkeep.expiresAt !== entry.expiresAt) await this.#keepUp(asked, reading, entry);
      else if (!upkeep.used) await this.#storage.put(key, { ...upkeep, used: true });
      return entry;
    }

    /**
     * @param {Asked} asked
     * @param {Reading} reading
     * @param {{ readonly expiresAt: number, renewAt: number }} entry
     */
    async #keepUp(asked, { names }, { expiresAt, renewAt }) {
      /** @type {Upkeep} */
      const upkeep = { asked, names, expiresAt, wakeAt: renewAt, used: false };
      await this.#storage.put(UPKEEP + asked.name, upkeep);
      const at = this.#onTheWall(renewAt);
      const next = await this.#storage.getAlarm();
      if (next === null || at < next) await this.#storage.setAlarm(at);
    }

    #records() {
      return /** @type {Promise<Map<string, Upkeep>>} */ (this.#storage.list({ prefix: UPKEEP }));
    }

    /**
     * Converts a time to the platform's clock, which may differ from the option now.
     *
     * @param {number} time
     */
    #onTheWall(time) {
      return Date.now() + Math.max(0, time - this.#now());
    }
  };
}
