// Starts processes that each take tokens, and reads what they got.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { ISV, pem } from "../../../../runtimes/emulator.mjs";

export const ROOT = new URL("../../../../", import.meta.url).pathname;
export const own = (name) => new URL(name, import.meta.url).pathname;

/**
 * A process that takes a token for each of the users; `ended` resolves to what it printed, `sent` when
 * an exchange has begun.
 */
export function startTaking([program, ...command], emulator, users, env = {}) {
  const child = spawn(program, command, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      NO_COLOR: "1",
      CLIENT: ISV,
      KEY: pem(),
      AUTH: emulator.origin,
      USERS: users.join(" "),
      AT: "0",
      ...env,
    },
  });
  let text = "";
  let begun;
  const sent = new Promise((resolve) => (begun = resolve));
  child.stdout.on("data", (data) => {
    text += data;
    if (text.includes("sending\n")) begun();
  });
  const ended = new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(text.trim().split("\n").at(-1)));
      else reject(new Error(`${program} ended with ${code}: ${text}`));
    });
  });
  ended.catch(() => {});
  return { ended, sent, kill: () => child.kill("SIGKILL") };
}

/**
 * Runs a round of processes, again if in one of them the store was late: the machine is too busy to tell anything. Each
 * round begins with nothing in the store.
 */
export async function untilInTime(round, clear) {
  for (let tries = 1; ; tries += 1) {
    const reports = await round();
    const late = reports.flatMap(({ events }) => events).filter((event) => event.includes("timeout"));
    if (late.length === 0 || tries === 4) return reports;
    await clear();
  }
}

/** Every token is its own user's, and all processes have the same one for a user. */
export function assertShared(reports) {
  const tokens = new Map();
  for (const { taken } of reports) {
    for (const { user, sub, token } of taken) {
      assert.equal(sub, user);
      assert.equal(tokens.get(user) ?? token, token, "one token for a user");
      tokens.set(user, token);
    }
  }
}
