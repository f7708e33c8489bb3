/** What the process's environment says of proxies, for errors without an answer. */

/** In the order in which they count for an address by https. */
const VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * The name of the variable that is set and what the runtime makes of it, as JSON; undefined where there is none. The
 * value, which may hold a password, stays here.
 */
export function proxySetting(isOwnFetch) {
  try {
    // Deno uses the variables by itself, and asks the user before a program may read them.
    if (globalThis.Deno !== undefined) return undefined;
    const { env, versions, release } = globalThis.process;
    const variable = VARIABLES.find((name) => env[name]);
    if (variable === undefined || release?.name !== "node") return undefined;
    const exceptions = env.NO_PROXY || env.no_proxy || "";
    const isBun = versions.bun !== undefined;
    const node = isBun ? null : versions.node;
    return JSON.stringify({ variable, exceptions, node, isUsed: isBun || hasProxyAgent(), isOwnFetch });
  } catch {
    return undefined;
  }
}

/** Whether Node's fetch was given a dispatcher that is a proxy's; undici keeps it under these names. */
function hasProxyAgent() {
  const names = [1, 2].map((version) => globalThis[Symbol.for(`undici.globalDispatcher.${version}`)]?.constructor?.name);
  return names.some((name) => /proxy/i.test(name ?? ""));
}
