// What a client remembers and who does the work: the table that src/client runs too (tests/client_memory.rs).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { DocusignAuth } from "docusign-jwt";
import { CLIENT, user } from "../harness/fake_docusign.mjs";

const { scenarios } = JSON.parse(readFileSync(new URL("../../vectors/memory.json", import.meta.url), "utf8"));
const BEGIN = Date.UTC(2026, 10, 26);

/** Timers that fire when the scene's time comes, one after another as in an event loop. */
class Timers {
  time = 0;
  #pending = new Map();
  #last = 0;
  #real = { setTimeout, clearTimeout };

  install() {
    globalThis.setTimeout = (run, delay = 0, ...args) => {
      this.#last += 1;
      this.#pending.set(this.#last, { at: this.time + delay, run: () => run(...args) });
      return this.#last;
    };
    globalThis.clearTimeout = (timer) => this.#pending.delete(timer);
  }

  restore() {
    Object.assign(globalThis, this.#real);
  }

  async goTo(time) {
    for (;;) {
      const due = [...this.#pending].filter(([, { at }]) => at <= time).sort(([, one], [, other]) => one.at - other.at);
      if (due.length === 0) break;
      const [timer, { at, run }] = due[0];
      this.#pending.delete(timer);
      this.time = Math.max(this.time, at);
      run();
      await settle();
    }
    this.time = Math.max(this.time, time);
  }
}

/** Goes on until nothing is left to do but to wait for a timer or a response. */
async function settle() {
  for (let at = 0; at < 10; at += 1) await turn();
}

/** Requests that get their responses from the steps of a scene. */
class Requests {
  #waiting = [];
  count = 0;

  send(signal) {
    this.count += 1;
    return new Promise((resolve, reject) => {
      const request = { resolve, reject };
      this.#waiting.push(request);
      signal?.addEventListener("abort", () => {
        this.#waiting = this.#waiting.filter((other) => other !== request);
        reject(signal.reason);
      });
    });
  }

  respond(how) {
    const request = this.#waiting.shift();
    assert.ok(request, "a request to respond to");
    how(request);
  }
}

class Scene {
  timers = new Timers();
  tokenRequests = new Requests();
  apiRequests = new Requests();
  tokens = [];
  callers = {};
  offset = 0;

  constructor({ retries = 0 }) {
    this.auth = new DocusignAuth({
      clientId: CLIENT,
      userId: user(1),
      environment: "demo",
      signer: { sign: () => new Uint8Array(256) },
      retry: { limit: retries, minDelay: 1000, maxDelay: 1000 },
      fetch: (url, init) => this.#fetch(new URL(url).pathname, init),
      now: () => BEGIN + this.timers.time + this.offset,
    });
  }

  #fetch(path, { headers, signal }) {
    if (path === "/oauth/token") return this.tokenRequests.send(signal);
    assert.equal(path, "/oauth/userinfo");
    this.tokens.push(new Headers(headers).get("authorization").replace(/^Bearer /, ""));
    return this.apiRequests.send(signal);
  }

  #enter(name, call) {
    assert.ok(!(name in this.callers), `${name} is there twice`);
    const leaving = new AbortController();
    const caller = { leave: () => leaving.abort() };
    this.callers[name] = caller;
    call(leaving.signal).then(
      (value) => (caller.heard = value),
      (error) => (caller.heard = { error: error.code }),
    );
  }

  steps = {
    ask: (name, { fresh = false }) =>
      this.#enter(name, async (signal) => ({ token: await this.auth.getAccessToken({ signal, forceRefresh: fresh }) })),
    get: (name) => this.#enter(name, async (signal) => ({ status: (await this.auth.fetch("/oauth/userinfo", { signal })).status })),
    leave: (name) => this.callers[name].leave(),
    respond: (response) =>
      this.tokenRequests.respond(({ resolve, reject }) => {
        if (response.lost) return reject(new TypeError("fetch failed"));
        const { token, expiresIn = 3600, status, error } = response;
        if (token === undefined) return resolve(Response.json({ error }, { status }));
        return resolve(Response.json({ access_token: token, token_type: "Bearer", expires_in: expiresIn }));
      }),
    api: ({ status }) => this.apiRequests.respond(({ resolve }) => resolve(Response.json({}, { status }))),
    clock: (by) => {
      this.offset += by;
    },
    waits: (name) => assert.equal(this.callers[name].heard, undefined),
    hears: (name, { at, hears, ...what }) => assert.deepEqual(this.callers[name].heard, what),
    exchanges: (count) => assert.equal(this.tokenRequests.count, count.javascript ?? count),
    tokens: (tokens) => assert.deepEqual(this.tokens, tokens),
  };

  async play(steps) {
    this.timers.install();
    try {
      for (const [at, step] of steps.entries()) {
        try {
          await this.timers.goTo(step.at ?? this.timers.time);
          const kinds = Object.keys(this.steps).filter((kind) => kind in step);
          assert.equal(kinds.length, 1, "a step of one kind");
          this.steps[kinds[0]](step[kinds[0]], step);
          await settle();
        } catch (error) {
          error.message = `step ${at}, ${JSON.stringify(step)}: ${error.message}`;
          throw error;
        }
      }
    } finally {
      this.timers.restore();
    }
  }
}

assert.ok(scenarios.length > 15);
for (const scenario of scenarios) {
  test(scenario.name, () => new Scene(scenario).play(scenario.steps));
}
