// Whether the time of a signature depends on a secret, by either path: Node 20 has no relaxed SIMD, Node 24 has.
import { spawnSync } from "node:child_process";
import { node } from "../runtimes/nodes.mjs";

const script = new URL("timing/pairs.mjs", import.meta.url).pathname;

for (const major of [20, 24]) {
  const { status } = spawnSync(node(major), [script], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${script} ended with ${status} in Node ${major}`);
}
