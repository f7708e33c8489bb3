// A Worker with its client at module scope, without a store, or with the broker: its own, or that of another process.
import { waitUntil } from "cloudflare:workers";
import { core } from "./core_instances.js";
import { DocusignAuth, explainError } from "docusign-jwt";
import { durableObjectStore, tokenBroker } from "docusign-jwt/stores/durable-object";

const events = [];
let sent = 0;
let clients;
let constructed = 0;

const settings = (env) => ({
  clientId: env.CLIENT,
  privateKey: env.KEY,
  environment: { authServer: env.AUTH },
  redirectUri: "https://example.com/callback",
  fetch: (url, init) => watched(url, init, Number(env.LIFE)),
});

/** Counts the exchanges that begin, also those whose end nobody sees; with `life`, tokens live for seconds only. */
async function watched(url, init, life) {
  if (url.endsWith("/oauth/token")) sent += 1;
  const response = await fetch(url, init);
  if (!life || !response.ok || !url.endsWith("/oauth/token")) return response;
  return Response.json({ ...(await response.json()), expires_in: life });
}

export class DocusignBroker extends tokenBroker((env) => ({ ...settings(env), storeSecret: env.BROKER_SECRET ?? env.SECRET })) {
  constructor(state, env) {
    super(state, env);
    constructed += 1;
  }
}

/** The objects of another process, which answers in their place. */
const remote = (service) => ({
  idFromName: (name) => name,
  get: (name) => ({ fetch: (_, init) => service.fetch(`http://broker/broker?name=${name}`, init) }),
});

/** A namespace that sends every name to one object. */
const gathered = (namespace) => ({
  idFromName: () => namespace.idFromName("all"),
  get: (id) => namespace.get(id),
});

/** A store that asks the client that asks it. */
const reentering = (env) => ({
  async get() {
    await null;
    await clients.forUser(env.REENTER).getAccessToken();
  },
  set() {},
});

function create(env) {
  return new DocusignAuth({
    ...settings(env),
    retry: false,
    ...(env.BROKER && {
      store: durableObjectStore(env.GATHERED ? gathered(env.BROKER) : env.BROKER),
      storeSecret: env.SECRET,
    }),
    ...(env.REMOTE && { store: durableObjectStore(remote(env.REMOTE)), storeSecret: env.SECRET }),
    ...(env.REENTER && { store: reentering(env) }),
    ...(env.WAIT && { waitUntil }),
    onEvent: ({ type, operation, reason, error }) => {
      events.push([type, operation, reason, error?.message].filter(Boolean).join(" "));
    },
  });
}

/** Leaves the core no memory, so that it traps when it makes room for more. */
function exhaust() {
  for (let pages = 32_768; pages >= 1; pages = Math.floor(pages / 2)) {
    try {
      for (;;) core.memory.grow(pages);
    } catch {
      // It cannot grow by so many.
    }
  }
}

const routes = {
  "/about": () => ({ constructed, instances: core.instances, sent, events: events.splice(0), userAgent: navigator.userAgent }),
  async "/broker"(request, env, search) {
    return env.BROKER.get(env.BROKER.idFromName(search.get("name"))).fetch(request);
  },
  "/trap"() {
    exhaust();
    try {
      explainError("y".repeat(20 << 20));
    } catch ({ code, message }) {
      return { code, message };
    }
  },
  async "/"(request, env, search) {
    const auth = search.has("fresh") ? create(env) : (clients ??= create(env));
    try {
      const begun = Date.now();
      const { accessToken } = await auth.forUser(search.get("user")).getToken();
      const took = Date.now() - begun;
      // Whose it is, asked of the server and not of our cache.
      const headers = { authorization: `Bearer ${accessToken}` };
      const { sub } = await (await fetch(`${env.AUTH}/oauth/userinfo`, { headers })).json();
      return { sub, took, token: accessToken };
    } catch ({ name, code, message, consentUrl }) {
      return { name, code, message, consentUrl };
    }
  },
};

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    const answer = await routes[pathname](request, env, searchParams);
    return answer instanceof Response ? answer : Response.json(answer);
  },
};
