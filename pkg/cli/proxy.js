/** Proxies that variables name, and whether this runtime uses them. */
import process from "node:process";

/**
 * The variable that names a proxy for a server, where this runtime does not use it. Bun and Deno use it; Node 24, and
 * 22.21 or newer, with NODE_USE_ENV_PROXY=1.
 */
export function ignoredProxy(server, variables = process.env) {
  if (globalThis.Bun !== undefined || globalThis.Deno !== undefined || usesProxy(variables)) return undefined;
  const { protocol, hostname, host } = new URL(server);
  if (isHere(hostname) || isExempt(variables.no_proxy || variables.NO_PROXY || "", hostname, host)) return undefined;
  // Node takes the proxy for http: for both where there is no other.
  const names = [...(protocol === "https:" ? ["https_proxy", "HTTPS_PROXY"] : []), "http_proxy", "HTTP_PROXY"];
  return names.find((one) => variables[one]);
}

function usesProxy({ NODE_USE_ENV_PROXY, NODE_OPTIONS = "" }) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (!(major >= 24 || (major === 22 && minor >= 21))) return false;
  const flags = [...process.execArgv, ...NODE_OPTIONS.split(/\s+/)];
  return NODE_USE_ENV_PROXY === "1" || flags.includes("--use-env-proxy");
}

function isHere(hostname) {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}

/** Whether NO_PROXY names this host, a domain above it, or all hosts. */
function isExempt(list, hostname, host) {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => entry.replace(/^\*?\./, ""))
    .some((entry) => entry === "*" || entry === host || hostname === entry || hostname.endsWith(`.${entry}`));
}
