// What the emulator costs a test: to start, and a thousand token exchanges. Both do one thing at a time, so that processor time
// is what they take on a machine that does nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { createEmulator, clientIds } from "docusign-emulator";
import { DocusignAuth } from "docusign-jwt";
import { tenantUser } from "../../runtimes/emulator.mjs";

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

test("the emulator starts within 150 ms, imports and first answer included", () => {
  const once = () => Number(execFileSync(process.execPath, ["--input-type=module", "--eval", START], { encoding: "utf8" }));
  const times = Array.from({ length: 7 }, once).sort((a, b) => a - b);
  console.log(`│ emulator, cold start: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  // Whatever else the machine does only adds.
  assert.ok(times[0] <= 150, `${times} are all more`);
});

test("1,000 token exchanges with the emulator take at most 10 s", async () => {
  const docusign = createEmulator();
  const options = { ...docusign.credentials(), fetch: docusign.fetch };
  const begun = process.cpuUsage();
  const auth = new DocusignAuth(options);
  for (let number = 0; number < 1000; number += 1) await auth.forUser(tenantUser(number)).getAccessToken();
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  console.log(`│ emulator, 1,000 exchanges: ${seconds.toFixed(1)} s`);
  const exchanges = docusign.requests.filter(({ status, client }) => status === 200 && client === clientIds.productOfIsv);
  assert.equal(exchanges.length, 1000);
  assert.ok(seconds <= 10, `${seconds} s`);
});
