// Signs messages with keys in the runtime that runs this, and prints for each key the digest of its signatures, and by which
// path they were made: pairs.mjs KEYS.json MESSAGES. Which digests are right, the test knows of OpenSSL.
import { readFileSync } from "node:fs";
import process from "node:process";
import { pathOf, watchSigner } from "../../../../runtimes/signing_path.js";
import { digestOfSignatures } from "../../harness/key_pairs.mjs";

const [, , file, messages] = process.argv;
const keys = JSON.parse(readFileSync(file));
watchSigner();
const { PrivateKey } = await import("docusign-jwt");

const digests = [];
const path = pathOf(keys.length * Number(messages), () => {
  for (const key of keys) {
    const ours = PrivateKey.parse(key);
    digests.push(digestOfSignatures(Number(messages), (message) => ours.sign(message)));
    ours.free();
  }
});
console.log(JSON.stringify({ path, digests }));
