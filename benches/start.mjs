// From a cold import to the first assertion, in each Node, beside jose and docusign-esign: each in a fresh process, in
// turns, so that what else the machine does hits all of them alike. Medians with quartiles, in milliseconds.
import { spawnSync } from "node:child_process";
import { createPrivateKey, createPublicKey, verify } from "node:crypto";
import { CLIENT, pem, user } from "../runtimes/emulator.mjs";
import { node } from "../runtimes/nodes.mjs";

const ROUNDS = 15;
const SCRIPTS = { "docusign-jwt": "docusign_jwt.mjs", jose: "jose.mjs", "docusign-esign": "docusign_esign.cjs" };

const privateKey = createPrivateKey(pem());
const publicKey = createPublicKey(privateKey);
const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" });

/** The time that one fresh process took. Its signature has to be right. */
function cold(program, script) {
  const file = new URL(`../tests/budget/start/${script}`, import.meta.url).pathname;
  const { stdout, stderr } = spawnSync(program, [file, pkcs8, CLIENT, user(1)], { encoding: "utf8" });
  const [milliseconds, assertion = ""] = stdout.trim().split(" ");
  const [header, claims, signature = ""] = assertion.split(".");
  const isRight = verify("sha256", Buffer.from(`${header}.${claims}`), publicKey, Buffer.from(signature, "base64url"));
  if (!isRight) throw new Error(`${script} signed nothing that verifies: ${stderr}`);
  return Number(milliseconds);
}

for (const major of [20, 22, 24]) {
  const program = node(major);
  const taken = Object.fromEntries(Object.keys(SCRIPTS).map((name) => [name, []]));
  for (const script of Object.values(SCRIPTS)) cold(program, script);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, script] of Object.entries(SCRIPTS)) taken[name].push(cold(program, script));
  }
  for (const times of Object.values(taken)) times.sort((a, b) => a - b);
  const at = (name, part) => taken[name][Math.round((ROUNDS - 1) * part)];
  console.log(`Node ${major}, ${ROUNDS} fresh processes each`);
  for (const name of Object.keys(SCRIPTS)) {
    const [low, median, high] = [0.25, 0.5, 0.75].map((part) => at(name, part).toFixed(1));
    console.log(`  ${name.padEnd(15)} ${median} ms (${low} to ${high}), ${(at(name, 0.5) / at("jose", 0.5)).toFixed(2)} of jose's time`);
  }
}
