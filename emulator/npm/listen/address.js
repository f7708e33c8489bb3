/** Where a server listens. */
import { needType, readOptions, shown } from "../lib/options.js";

const NAMES = ["port", "host", "tls", "allowRemote"];

/** Port, host and more, of a port or of options. */
export function addressOf(options = 0) {
  const given = typeof options === "number" ? { port: options } : readOptions("listen", options, NAMES);
  needType("listen", given, "host", "string");
  for (const name of ["tls", "allowRemote"]) needType("listen", given, name, "boolean");
  const { port = 0, host = "127.0.0.1", tls = false, allowRemote = false } = given;
  if (!isPort(port)) throw new TypeError(`listen: port must be a number from 0 to 65535, not ${shown(port)}.`);
  return { port, host: host === "localhost" ? "127.0.0.1" : host.replace(/^\[|\]$/g, ""), tls, allowRemote };
}

/** Reads an address such as 127.0.0.1:0 or [::1]:8080, or a port of this machine. */
export function readAddress(text) {
  const parts = /^(?:(\[[\da-f:.]+\]|[^:]+):)?(\d+)$/i.exec(text);
  if (!parts || !isPort(Number(parts[2]))) throw new Error(`--listen takes HOST:PORT such as 127.0.0.1:8080, not ${shown(text)}.`);
  return { host: parts[1] ?? "127.0.0.1", port: Number(parts[2]) };
}

const isPort = (port) => Number.isInteger(port) && port >= 0 && port <= 65_535;

export const isLoopback = (host) => host === "::1" || /^127(\.\d+){3}$/.test(host);
