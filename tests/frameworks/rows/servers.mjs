// Frameworks with a server: in development, and what they build.
import { node } from "../../../runtimes/nodes.mjs";
import { servesToken } from "../answer.mjs";
import { freePort, project, start, succeeds } from "../project.mjs";
import { wranglerDev } from "./workers.mjs";

/** A server answers with a token at each path. */
async function serves({ emulator }, folder, program, args, env, paths) {
  const port = await freePort();
  const fill = (text) => text.replace("PORT", port);
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
  const server = start(node(24), folder, program, args.map(fill), given);
  try {
    for (const path of paths) {
      await emulator.reset();
      await servesToken(emulator, server, `http://127.0.0.1:${port}${path}`);
    }
  } finally {
    await server.stop();
  }
}

const builds = (folder, program, args, env = {}) => succeeds(start(node(24), folder, program, args, env));

export const ROWS = {};
