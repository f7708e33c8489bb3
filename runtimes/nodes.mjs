// The Nodes that npm brings beside the one that runs the tests.
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = new URL("../", import.meta.url).pathname;

/** Node of a major version: named by a variable such as NODE_22, or the one that npm brought. */
export function node(major) {
  const brought = `node_modules/node-${major}-${process.platform}-${process.arch}/bin/node`;
  const program = process.env[`NODE_${major}`] ?? join(ROOT, brought);
  if (!existsSync(program)) throw new Error(`Node ${major} is missing; the variable NODE_${major} may name its program`);
  return program;
}
