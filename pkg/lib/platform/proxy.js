/** What the process's environment says of proxies, for errors without a response. */

/** In the order in which they count for an address by https. */
const VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
const LOCAL = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * How the runtime treats the proxy that the environment names, and the name of the variable; undefined where there is
 * none, or none for this address. The value, which may hold a password, stays here.
 *
 * @param {string} url
 * @param {boolean} isOwnFetch
 * @returns {string | undefined}
 */
export function proxySetting(url, isOwnFetch) {
  try {
    // Deno uses the variables by itself, and asks the user before a program may read them.
    if ("Deno" in globalThis) return undefined;
    const { env, versions, release } = globalThis.process;
    const variable = VARIABLES.find((name) => env[name]);
    if (variable === undefined || release?.name !== "node") return undefined;
    const { hostname } = new URL(url);
    if (LOCAL.test(hostname) || isExcepted(hostname, env.NO_PROXY || env.no_proxy || "")) return undefined;
    return `${treatment(versions, isOwnFetch)} ${variable}`;
  } catch {
    return undefined;
  }
}

/**
 * @param {NodeJS.ProcessVersions} versions
 * @param {boolean} isOwnFetch
 */
function treatment(versions, isOwnFetch) {
  if (isOwnFetch) return "own";
  if (versions.bun !== undefined || hasProxyAgent()) return "used";
  const [major = 0, minor = 0] = versions.node.split(".").map(Number);
  return major >= 24 || (major === 22 && minor >= 21) ? "ignored" : "unknown";
}

/** Whether Node's fetch was given a dispatcher that is a proxy's; undici keeps it under these names. */
function hasProxyAgent() {
  /** @type {{ [name: symbol]: object | undefined }} */
  const globals = globalThis;
  const names = [1, 2].map((version) => globals[Symbol.for(`undici.globalDispatcher.${version}`)]?.constructor?.name);
  return names.some((name) => /proxy/i.test(name ?? ""));
}

/**
 * Whether `NO_PROXY` has the host, or a domain that it is in.
 *
 * @param {string} hostname
 * @param {string} exceptions
 */
function isExcepted(hostname, exceptions) {
  return exceptions
    .toLowerCase()
    .split(/[\s,]+/)
    .map((entry) => entry.replace(/:\d+$/, "").replace(/^\*?\.?(?=.)/, ""))
    .some((name) => name === "*" || (name !== "" && `.${hostname}`.endsWith(`.${name}`)));
}
