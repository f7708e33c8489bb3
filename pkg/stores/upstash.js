/** Tokens in Redis, over the REST of Upstash. */
import { failure, redisCommands } from "../lib.js";

export function upstashStore({ url, token, fetch, prefix = "docusign-jwt:" }) {
  for (const [name, value] of Object.entries({ url, token })) {
    if (typeof value === "string" && value !== "") continue;
    throw failure("option_missing", `upstashStore needs the option ${name}; is the variable set?`);
  }
  return redisCommands(async (command, signal) => {
    const send = fetch ?? globalThis.fetch;
    const response = await send(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(command),
      redirect: "manual",
      signal,
    });
    const answer = await response.text();
    // Neither the address nor the answer is repeated: both may hold what is secret.
    if (!response.ok) throw new Error(`The store's REST server answered ${response.status} to ${command[0]}.`);
    const { result, error } = JSON.parse(answer);
    if (error !== undefined) throw new Error(`The store's REST server refused ${command[0]}.`);
    return result;
  }, prefix);
}
