import { keepOutOfGit, tellIgnored } from "../git_ignore.js";
import { UPLOAD, newKeyPair } from "../key_pair.js";
import { quotable } from "../misplaced_key.js";
import { printJson, printText, tell, tellStatus } from "../output.js";
import { createPrivateFile } from "../private_file.js";
import { UsageError } from "../usage_error.js";

const FILE = "docusign-private.pem";
const BITS = ["2048", "3072", "4096"];

/** @type {import("../command.js").Command} */
export const GENERATE_KEY = {
  name: "generate-key",
  summary: "make a key pair: print the public key, write the private key to a file",
  settings: [],
  flags: {
    out: { type: "string", value: "FILE", what: `a new file for the private key, which only you can read; default: ${FILE}` },
    bits: { type: "string", value: "BITS", values: BITS, what: `${BITS.join(", ")}; default: ${BITS[0]}` },
  },
  examples: ["npx docusign-jwt generate-key", "npx docusign-jwt generate-key --out private.pem > public.pem"],
  async run({ flags, json }) {
    const { out: file = FILE, bits = "2048" } = flags;
    if (!BITS.includes(bits)) throw new UsageError("usage", `Invalid --bits ${quotable(bits)}.`, `Pass ${BITS.join(", ")}.`);
    const git = keepOutOfGit(file);
    const { privateKey, publicKey } = await newKeyPair(Number(bits));
    createPrivateFile(file, privateKey);
    tellStatus("ok", `The private key is in ${quotable(file)}. Only you can read the file.`);
    tellIgnored(file, git);
    tell(UPLOAD, "");
    if (json) printJson({ file, bits: Number(bits), publicKeyPem: publicKey });
    else printText(publicKey.trimEnd());
  },
};
