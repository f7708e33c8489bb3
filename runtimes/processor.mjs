import { readFileSync } from "node:fs";

/** Whether this processor multiplies and adds in one instruction. Without it, engines round twice, and the core signs alone. */
export const fuses = process.arch !== "x64" || / fma /.test(readFileSync("/proc/cpuinfo", "utf8"));
