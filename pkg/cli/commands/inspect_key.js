import { withKey } from "../client.js";
import { printFields, printJson, printText } from "../output.js";

/** @type {import("../command.js").Command} */
export const INSPECT_KEY = {
  name: "inspect-key",
  summary: "print the format and size of a private key, and its public key; never the private key",
  settings: ["privateKey", "privateKeyFile"],
  needs: () => ["privateKey"],
  flags: {},
  examples: ["npx docusign-jwt inspect-key --key-file private.pem", "pass show docusign | npx docusign-jwt inspect-key --key-file -"],
  run({ settings, json }) {
    const facts = withKey(settings, ({ bits, thumbprint, format, repairs, publicKeyPem }) => {
      return { bits, thumbprint, format, repairs, publicKeyPem };
    });
    if (json) return printJson(facts);
    const { repairs, publicKeyPem, ...rest } = facts;
    printFields({ ...rest, repairs: repairs.length > 0 ? repairs.join(", ") : undefined });
    return printText(publicKeyPem.trimEnd());
  },
};
