#!/usr/bin/env node
/** `npx docusign-emulator`: the emulator as a server. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { createEmulator } from "./index.js";
import { readAddress } from "./listen/address.js";

const HELP = `docusign-emulator [--listen 127.0.0.1:0] [--config FILE] [--tls [--ca-out FILE]] [--allow-remote]

A local Docusign for tests. The first line it prints is \`listening on\` and its origin, which is the auth server,
the API server and the Admin API's server at once. Without --config it uses its own fixtures, whose keys
are public.`;

const OPTIONS = {
  listen: { type: "string", default: "127.0.0.1:0" },
  config: { type: "string" },
  tls: { type: "boolean", default: false },
  "ca-out": { type: "string" },
  "allow-remote": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
};

/** Reads a configuration, with key files next to it. */
function configuration(file) {
  const config = JSON.parse(text(file, `the configuration ${file} cannot be read`));
  for (const client of config.clients ?? []) {
    client.keys = client.keys?.map((key) =>
      key.trimStart().startsWith("-----BEGIN") ? key : text(join(dirname(file), key), `the key ${key} cannot be read`),
    );
  }
  return config;
}

function text(file, failure) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${failure}: ${error.message}`, { cause: error });
  }
}

async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const emulator = createEmulator(values.config === undefined ? undefined : configuration(values.config));
  const address = readAddress(values.listen);
  const server = await emulator.listen({ ...address, tls: values.tls, allowRemote: values["allow-remote"] });
  if (values["ca-out"] !== undefined && server.ca !== undefined) writeFileSync(values["ca-out"], server.ca);
  console.log(`listening on ${server.origin}`);
  console.error("This is an emulator: its keys are public, and nothing it answers comes from Docusign.");
}

main().catch((error) => {
  console.error(`Error: ${error.message}`);
  process.exitCode = 1;
});
