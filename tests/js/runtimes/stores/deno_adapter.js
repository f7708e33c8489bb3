// The adapter by itself, in Deno. Its last line is read by the test.
import assert from "node:assert/strict";
import { denoKvStore } from "docusign-jwt/stores/deno-kv";
import "docusign-jwt";

const kv = await Deno.openKv(Deno.env.get("KV"));
const store = denoKvStore(kv);
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

assert.equal(await store.get("a"), null);
await store.set("a", "value", { lifetime: 60_000 });
assert.equal(await store.get("a"), "value");
await store.delete("a");
assert.equal(await store.get("a"), null);

const release = await store.lock("a", { lifetime: 200 });
assert.equal(typeof release, "function");
assert.equal(await store.lock("a", { lifetime: 200 }), null);
await release();
const second = await store.lock("a", { lifetime: 200 });
assert.equal(typeof second, "function");
await pause(300);
const third = await store.lock("a", { lifetime: 60_000 });
assert.equal(typeof third, "function", "a lock ends in time, though Deno drops entries late");
await second();
assert.equal(await store.lock("a", { lifetime: 200 }), null, "a lock that ended releases no other");
const many = await Promise.all(Array.from({ length: 20 }, () => store.lock("b", { lifetime: 60_000 })));
assert.equal(many.filter(Boolean).length, 1);

const prefixed = denoKvStore(kv, { prefix: ["mine"] });
assert.equal(typeof (await prefixed.lock("b", { lifetime: 60_000 })), "function");

for (const wrong of [undefined, {}, Deno.openKv]) {
  assert.throws(() => denoKvStore(wrong), { code: "option_missing", message: /Deno\.openKv/ });
}
kv.close();
console.log(JSON.stringify({ deno: Deno.version.deno }));
