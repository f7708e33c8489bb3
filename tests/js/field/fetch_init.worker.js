// Asks Docusign by a service binding, in the ways that people try.
import { DocusignAuth } from "docusign-jwt";

export default {
  async fetch(request, env) {
    const codes = {};
    const messages = {};
    const options = { clientId: env.CLIENT, userId: env.USER, privateKey: env.KEY, environment: { authServer: env.AUTH } };
    let cache;
    const ways = {
      unbound: env.SERVICE.fetch,
      object: env.SERVICE,
      bound: env.SERVICE.fetch.bind(env.SERVICE),
      wrapped: (url, init) => ((cache = init.cache), env.SERVICE.fetch(url, init)),
      global: undefined,
    };
    for (const [name, fetch] of Object.entries(ways)) {
      try {
        await new DocusignAuth({ ...options, fetch }).getAccessToken();
        codes[name] = "token";
      } catch (error) {
        codes[name] = error.code ?? String(error);
        messages[name] = error.message;
      }
    }
    const auth = new DocusignAuth(options);
    const bodies = {};
    const sending = new DocusignAuth({
      ...options,
      fetch: (url, init) => (url.includes("/management/") ? new Response("{}") : fetch(url, init)),
    });
    for (const body of [new FormData(), new Blob(["x"]), new URLSearchParams("a=b"), new Blob(["x"]).stream(), new Uint8Array(2), {}]) {
      const target = new URL("/management/v2/organizations", env.AUTH);
      const { name } = body.constructor;
      bodies[name] = await sending.fetch(target, { method: "POST", body }).then(
        ({ status }) => status,
        ({ code }) => code,
      );
    }
    const given = await auth.fetch("/oauth/userinfo", { cache: "no-store" }).then(
      ({ status }) => ({ status }),
      ({ code, message }) => ({ code, message }),
    );
    return Response.json({ codes, messages, cache, given, bodies });
  },
};
