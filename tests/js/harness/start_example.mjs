// Starts an example as its README says, with the settings that it asks for.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { pem } from "../../../runtimes/emulator.mjs";
import { PASSWORD } from "./password.mjs";

const root = new URL("../../../", import.meta.url).pathname;

/** The settings of an example that acts as a user. */
export const settings = (emulator, clientId, userId) => ({
  DOCUSIGN_CLIENT_ID: clientId,
  ...(userId && { DOCUSIGN_USER_ID: userId }),
  DOCUSIGN_PRIVATE_KEY: pem().replaceAll("\n", "\\n"),
  DOCUSIGN_AUTH_SERVER: emulator.origin,
  DOCUSIGN_REDIRECT_URI: "https://example.com/callback",
  APP_PASSWORD: PASSWORD,
});

/**
 * A program of an example. `heard(pattern)` waits for a line that it prints and returns what the pattern matches;
 * `ended()` waits for its end and returns everything it printed.
 */
export function start(example, program, args, env) {
  const path = program === "node" ? process.execPath : `${root}node_modules/.bin/${program}`;
  const child = spawn(path, args, {
    cwd: `${root}examples/${example}`,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = [];
  const waiting = new Set();
  const look = () => {
    for (const one of waiting) one();
  };
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      look();
    });
  }
  const end = new Promise((resolve) => child.once("close", resolve)).then((code) => (look(), code));
  return {
    heard: (pattern) =>
      new Promise((resolve, reject) => {
        const one = () => {
          const found = lines.map((line) => line.match(pattern)).find(Boolean);
          if (found) resolve(found);
          else if (child.exitCode !== null) reject(new Error(`${example} ended:\n${lines.join("\n")}`));
          else return;
          waiting.delete(one);
        };
        waiting.add(one);
        one();
      }),
    ended: async () => ({ code: await end, lines }),
    stop: () => child.kill(),
  };
}
