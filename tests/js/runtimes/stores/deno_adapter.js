// The adapter by itself, in Deno. Its last line is read by the test.
import assert from "node:assert/strict";
import { denoKvStore } from "docusign-jwt/stores/deno-kv";
import "docusign-jwt";
import { keepsRecords, locks } from "./contract.js";

const kv = await Deno.openKv(Deno.env.get("KV"));
const store = denoKvStore(kv);
await keepsRecords(store, { ends: false });
await locks(store);

const prefixed = denoKvStore(kv, { prefix: ["mine"] });
assert.equal(typeof (await prefixed.lock("lock-3", { lifetime: 60_000 })), "function");

for (const wrong of [undefined, {}, Deno.openKv]) {
  assert.throws(() => denoKvStore(wrong), { code: "option_missing", message: /Deno\.openKv/ });
}
kv.close();
console.log(JSON.stringify({ deno: Deno.version.deno }));
