/** Tokens in Redis, through the caller's client. */
import { failure, redisCommands } from "../internal.js";

/** @type {typeof import("./redis.js").redisStore} */
export function redisStore(client, { prefix = "docusign-jwt:" } = {}) {
  return redisCommands(sender(client), prefix);
}

/**
 * How this client sends a command.
 *
 * @param {any} client
 * @returns {(command: [string, ...string[]]) => Promise<unknown>}
 */
function sender(client) {
  if (typeof client === "function") return (command) => client(command);
  // ioredis has a sendCommand with other arguments.
  if (typeof client?.call === "function") return (command) => client.call(...command);
  if (typeof client?.sendCommand === "function") return (command) => client.sendCommand(command);
  if (typeof client?.send === "function") return ([name, ...rest]) => client.send(name, rest);
  throw failure("option_missing", "redisStore needs a client of redis, ioredis or Bun, or a function that sends a command.");
}
