// Deno's own KV, by Deno's types, is what the store takes.
import { denoKvStore } from "docusign-jwt/stores/deno-kv";

export const store = denoKvStore(await Deno.openKv());
