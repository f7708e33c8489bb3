#!/usr/bin/env node
/** `npx docusign-emulator`: the emulator as a server. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readAddress } from "./listen/address.js";
import { createEmulator, emulatorOf } from "./lib/emulator.js";
import { readOptions, suggestion } from "./lib/options.js";
import { checkLists, SECTIONS } from "./lib/people.js";

const HELP = `docusign-emulator: a strict local Docusign for tests

Usage: docusign-emulator [options]

  --listen HOST:PORT   Listen here. Default: 127.0.0.1:0, which is a free port
  --config FILE        Use the integration keys, users and accounts of this JSON file
  --tls                Speak https, with a certificate that is made at the start
  --ca-out FILE        Write the certificate to trust to this file; needs --tls
  --allow-remote       Let other machines connect; all keys are public
  -h, --help           Show this help
  -V, --version        Show the version

The first line of the output is "listening on" and the origin. The origin is the auth server and the server of all APIs.`;

const OPTIONS = {
  listen: { type: "string", default: "127.0.0.1:0" },
  config: { type: "string" },
  tls: { type: "boolean", default: false },
  "ca-out": { type: "string" },
  "allow-remote": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", short: "V", default: false },
};

/** What the arguments say; an error leads to the help. */
function readArguments() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    if (values["ca-out"] !== undefined && !values.tls) throw new Error("--ca-out needs --tls.");
    return values;
  } catch (error) {
    const odd = process.argv.slice(2).find((word) => word.startsWith("--") && !Object.hasOwn(OPTIONS, nameOf(word)));
    const names = Object.keys(OPTIONS).map((name) => `--${name}`);
    const said = odd === undefined ? error.message : `There is no option --${nameOf(odd)}. ${hint(odd, names)}`;
    throw new Error(`${said}\nRun docusign-emulator --help to see how to use it.`, { cause: error });
  }
}

const nameOf = (word) => word.slice(2).split("=")[0];

/** Many servers call the address a port. */
function hint(odd, names) {
  return ["port", "host", "address"].includes(nameOf(odd)) ? "Use --listen HOST:PORT." : suggestion(`--${nameOf(odd)}`, names);
}

/** An emulator with the configuration of a file, and with the keys that lie beside it. */
function emulatorFrom(file) {
  try {
    return emulatorOf(configuration(file));
  } catch (error) {
    throw new Error(`the configuration ${file}: ${error.message}`, { cause: error });
  }
}

function configuration(file) {
  const config = readOptions("the file", JSON.parse(readFileSync(file, "utf8")), SECTIONS);
  checkLists(config);
  const keyOf = (key) => (typeof key !== "string" || key.trimStart().startsWith("-----BEGIN") ? key : keyBeside(file, key));
  for (const client of config.clients ?? []) if (Array.isArray(client.keys)) client.keys = client.keys.map(keyOf);
  return config;
}

function keyBeside(file, key) {
  try {
    return readFileSync(join(dirname(file), key), "utf8");
  } catch (error) {
    // A long name is a key where a name belongs; it must not be shown.
    throw new Error(key.length > 80 ? "a key is neither PEM nor the name of a file" : `the key ${key} cannot be read: ${error.message}`);
  }
}

const version = () => JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).version;

async function main() {
  const { help, version: wantsVersion, listen, config, tls, "ca-out": caOut, "allow-remote": allowRemote } = readArguments();
  if (help || wantsVersion) {
    console.log(help ? HELP : version());
    return;
  }
  const address = readAddress(listen);
  const emulator = config === undefined ? createEmulator() : emulatorFrom(config);
  const server = await emulator.listen({ ...address, tls, allowRemote });
  if (caOut !== undefined) await write(caOut, server);
  console.log(`listening on ${server.origin}`);
  console.error(`This is an emulator: its keys are public, and its responses do not come from Docusign.
${server.origin}/ shows its integration keys and users.`);
  if (tls && caOut === undefined) console.error("Clients must trust its certificate: --ca-out FILE writes it.");
}

/** Without the certificate nobody could connect: the server ends too. */
async function write(file, server) {
  try {
    writeFileSync(file, server.ca);
  } catch (error) {
    await server.close();
    throw new Error(`--ca-out: ${file} cannot be written: ${error.message}`, { cause: error });
  }
}

main().catch((error) => {
  console.error(`Error: ${error.message}`);
  process.exitCode = 1;
});
