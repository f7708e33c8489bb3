// A process of the test with Deno KV.
import { denoKvStore } from "docusign-jwt/stores/deno-kv";
import { take } from "./take.js";

const kv = await Deno.openKv(Deno.env.get("KV"));
await take(denoKvStore(kv), Deno.env.toObject());
kv.close();
