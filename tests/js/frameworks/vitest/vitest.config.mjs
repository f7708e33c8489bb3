import { defineConfig } from "vitest/config";

/** A project for each environment in each pool; the vm pools have a realm of their own. */
const projects = ["node", "jsdom", "happy-dom"].flatMap((environment) =>
  ["threads", "vmThreads"].map((pool) => ({
    test: { name: `${environment}-${pool}`, environment, pool, include: ["realm.test.js"] },
  })),
);

export default defineConfig({ test: { projects, testTimeout: 30_000 } });
