import { hasWord, lowered, splitOnce, trimmed } from "./characters.js";
import { configFailure } from "./config_failure.js";
import { checkNames, isObject, neededText, textOf } from "./options.js";
import { originOf } from "./origin.js";
import { quoted } from "./quoted.js";
import {
  AUTH_HOSTS,
  DEMO_HOST,
  PAGES,
  PRODUCTION_HOST,
  RESERVED_ENDINGS,
  SERVERS,
  environmentEmpty,
  environmentMissing,
  environmentOdd,
  environmentUnknown,
  notAuthServer,
  notServer,
  serverInsecure,
  serverIsName,
  writeName,
  writeNameForAll,
  writeNameInPlace,
  writeServer,
} from "./texts.js";

/** Characters that programs leave around a value. */
const AROUND = /[\p{White_Space}"']/u;

const DEMO = '"demo"';
const PRODUCTION = '"production"';
const EITHER = `${DEMO} or ${PRODUCTION}`;

/**
 * The origin of the auth server.
 *
 * @param {unknown} given
 */
export function readEnvironment(given) {
  if (given === undefined || given === null) throw invalid(environmentMissing);
  if (typeof given === "string") return ofName(given);
  if (!isObject(given)) throw invalid(environmentOdd);
  return ofServers(checkNames(given, SERVERS));
}

/** @param {string} text */
function ofName(text) {
  const name = lowered(trimmed(text, AROUND));
  const bare = name.replace(/^https:\/\//, "").replace(/\/$/, "");
  if (bare === "demo" || bare === DEMO_HOST) return `https://${DEMO_HOST}`;
  if (bare === "production" || bare === PRODUCTION_HOST) return `https://${PRODUCTION_HOST}`;
  refuseOtherHosts(text);
  throw invalid(bare === "" ? environmentEmpty : environmentUnknown(quoted(text, 60)), writeName(meant(bare)));
}

/** @param {import("./options.js").Options} servers */
function ofServers(servers) {
  const auth = neededText(servers, "authServer");
  const others = ["apiServer", "adminServer"].map((name) => /** @type {const} */ ([name, textOf(servers, name)]));
  refuseOtherHosts(auth);
  const word = lowered(trimmed(auth, AROUND));
  if (/^[a-z]*$/.test(word) && meant(word) !== EITHER) {
    throw invalid(serverIsName(quoted(auth, 60)), writeNameInPlace(meant(word)));
  }
  const origin = readServer("authServer", auth);
  for (const [name, text] of others) if (text !== undefined) readServer(name, text);
  return origin;
}

/**
 * The name of the environment that a word means.
 *
 * @param {string} word
 */
function meant(word) {
  if (/demo|sandbox|dev|test|^d$/.test(word)) return DEMO;
  return /^prod|^live$|^prd$/.test(word) ? PRODUCTION : EITHER;
}

/**
 * Refuses a Docusign server that is not an auth server, and an auth server with a path or a port.
 *
 * @param {string} given
 */
function refuseOtherHosts(given) {
  const text = lowered(trimmed(given, AROUND));
  const [, bare] = splitOnce(text, "://") ?? ["", text];
  const [written = ""] = bare.split(/[/?#:\\]/);
  const [, host] = splitOnce(written, "@") ?? ["", written];
  const [before, ending] = splitOnce(host.replace(/\.$/, ""), "docusign.") ?? ["-", ""];
  const [label = ""] = before.split(".");
  const isMisspelled = label.startsWith("account") && !ending.includes(".") && !hasWord(RESERVED_ENDINGS, ending);
  if ((before !== "" && !before.endsWith(".")) || !(hasWord("com net", ending) || isMisspelled)) return;
  if (hasWord(AUTH_HOSTS, written) && /^(:443)?\/?$/.test(bare.slice(written.length))) return;
  const isDemo = host.includes("demo") || label.endsWith("-d");
  const isPage = before === "" || hasWord(PAGES, label);
  throw invalid(notAuthServer(quoted(text, 60)), writeNameForAll(isDemo ? DEMO : isPage ? EITHER : PRODUCTION));
}

/**
 * The origin of a server that is written as an origin, a host, or either with a slash behind it.
 *
 * @param {string} option
 * @param {string} text
 */
function readServer(option, text) {
  const bare = trimmed(text).replace(/\/$/, "");
  const origin = originOf(bare.includes("://") ? bare : `https://${bare}`);
  const shown = quoted(text, 100);
  if (origin === undefined) throw invalid(notServer(option, shown), writeServer(option));
  if (!origin.isSafe) throw configFailure("environment_insecure", serverInsecure(option, shown));
  return origin.text;
}

/**
 * @param {string} message
 * @param {string} [remedy]
 */
const invalid = (message, remedy) => configFailure("environment_invalid", message, remedy);
