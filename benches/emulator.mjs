// What the emulator in a test's own process costs: to start, and a thousand token exchanges. Both do one thing at a time, so that
// processor time is what they take on a machine that does nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { clientIds, createEmulator } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";
import { tenantUser } from "../runtimes/emulator.mjs";
import { spread, verdict } from "./measure.mjs";

const START = `
  // The platform loads its own fetch at the first use, whoever uses it.
  await new Response("").text();
  const begun = process.cpuUsage();
  const { createEmulator } = await import("docusign-emulator");
  const docusign = createEmulator();
  await (await docusign.fetch("https://account-d.docusign.com/oauth/userinfo")).text();
  const { user, system } = process.cpuUsage(begun);
  console.log((user + system) / 1000);
`;

const once = () => Number(execFileSync(process.execPath, ["--input-type=module", "--eval", START], { encoding: "utf8" }));
const { least, median } = spread(Array.from({ length: 15 }, once));
console.log(`  cold start, imports and first response included: median ${median.toFixed(0)} ms of processor time`);
// What else the machine does only adds.
verdict("emulator, cold start", least, "ms", 150);

const docusign = createEmulator();
const auth = new DocusignAuth({ ...docusign.credentials(), fetch: docusign.fetch });
const begun = process.cpuUsage();
for (let number = 0; number < 1000; number += 1) await auth.forUser(tenantUser(number)).getAccessToken();
const { user, system } = process.cpuUsage(begun);
const exchanges = docusign.requests.filter(({ status, client }) => status === 200 && client === clientIds.productOfIsv);
assert.equal(exchanges.length, 1000);
verdict("emulator, 1,000 exchanges in process", (user + system) / 1e6, "s", 10);
