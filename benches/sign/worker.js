// Signs as often as the address says. The clock stands still here: whoever asks has to look at its own.
import { PrivateKey, signAssertion } from "docusign-jwt";
import { pathOf, watchSigner } from "../../runtimes/signing_path.js";
import { CLIENT, SCOPES, USER } from "./claims.mjs";

const keys = new Map();
watchSigner();

export default {
  async fetch(request, env) {
    const asked = new URL(request.url).searchParams;
    const [bits, now, count] = ["bits", "now", "count"].map((name) => Number(asked.get(name)));
    if (!keys.has(bits)) keys.set(bits, PrivateKey.parse(env[`KEY_${bits}`]));
    const options = { clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES, privateKey: keys.get(bits) };
    if (asked.has("path")) return new Response(pathOf(1, () => signAssertion({ ...options, now })));
    const sign = (_, at) => signAssertion({ ...options, now: now + at * 1000 });
    return Response.json(Array.from({ length: count }, sign));
  },
};
