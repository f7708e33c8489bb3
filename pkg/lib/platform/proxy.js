/** The proxy settings of the process, for errors without a response. */

/** In order of precedence for an https URL. */
const VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
const LOCAL = /^(localhost|127\.[\d.]+|\[::1\])$/;

/**
 * Returns how the runtime treats the proxy of the environment, and the variable's name; undefined without a proxy for
 * this URL. The value may contain a password, and is not returned.
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

/** Whether Node's fetch uses a proxy dispatcher. undici stores it under these names. */
function hasProxyAgent() {
  /** @type {{ [name: symbol]: object | undefined }} */
  const globals = globalThis;
  const names = [1, 2].map((version) => globals[Symbol.for(`undici.globalDispatcher.${version}`)]?.constructor?.name);
  return names.some((name) => /proxy/i.test(name ?? ""));
}

/**
 * Whether `NO_PROXY` contains the host or its domain.
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
