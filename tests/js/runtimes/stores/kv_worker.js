// A Worker whose tokens are in KV.
import { DocusignAuth } from "docusign-jwt";
import { kvStore } from "docusign-jwt/stores/cloudflare-kv";
import { keepsRecords } from "./contract.js";

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/list") return Response.json((await env.TOKENS.list()).keys);
    if (pathname === "/put") {
      await env.TOKENS.put(searchParams.get("name"), searchParams.get("value"));
      return new Response();
    }
    if (pathname === "/short") {
      await kvStore(env.TOKENS).set("short", "value", { lifetime: 59_000 });
      return Response.json(await kvStore(env.TOKENS).get("short"));
    }
    if (pathname === "/contract") {
      await keepsRecords(kvStore(env.TOKENS), { ends: false });
      return Response.json("kept");
    }
    if (pathname === "/wrong") {
      try {
        kvStore(env.NOTHING);
      } catch ({ code, message }) {
        return Response.json({ code, message });
      }
    }
    const events = [];
    const auth = new DocusignAuth({
      clientId: env.CLIENT,
      userId: searchParams.get("user"),
      privateKey: env.KEY,
      environment: { authServer: env.AUTH },
      store: kvStore(env.TOKENS),
      onEvent: ({ type, reason }) => events.push([type, reason].filter(Boolean).join(" ")),
    });
    const token = await auth.getAccessToken();
    const { sub } = await auth.getUserInfo().then(({ userId }) => ({ sub: userId }));
    return Response.json({ sub, token, events });
  },
};
