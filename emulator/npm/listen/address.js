/** Where a server listens. */

/** Port, host and more, of a port or of options. */
export function addressOf(options = 0) {
  const given = typeof options === "number" ? { port: options } : options;
  const { port = 0, host = "127.0.0.1", tls = false, allowRemote = false } = given;
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(`${port} is no port: a number from 0 to 65535.`);
  return { port, host: host === "localhost" ? "127.0.0.1" : host.replace(/^\[|\]$/g, ""), tls, allowRemote };
}

/** Reads an address such as 127.0.0.1:0 or [::1]:8080. */
export function readAddress(text) {
  const parts = /^(\[[\da-f:.]+\]|[^:]+):(\d+)$/i.exec(text);
  if (!parts) throw new Error(`${text} is no address such as 127.0.0.1:0`);
  return { host: parts[1], port: Number(parts[2]) };
}

export const isLoopback = (host) => host === "::1" || /^127(\.\d+){3}$/.test(host);
