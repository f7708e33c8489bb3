/** Every command, in the order in which help lists them. */
import { ASSERTION } from "./commands/assertion.js";
import { completionOf } from "./commands/completion.js";
import { ADMIN_CONSENT_URL, CONSENT_URL } from "./commands/consent_url.js";
import { DOCTOR } from "./commands/doctor.js";
import { EXPLAIN } from "./commands/explain.js";
import { FETCH } from "./commands/fetch.js";
import { FIND_USER } from "./commands/find_user.js";
import { GENERATE_KEY } from "./commands/generate_key.js";
import { INIT } from "./commands/init.js";
import { INSPECT_ASSERTION } from "./commands/inspect_assertion.js";
import { INSPECT_KEY } from "./commands/inspect_key.js";
import { LOGIN } from "./commands/login.js";
import { TOKEN } from "./commands/token.js";
import { WHOAMI } from "./commands/whoami.js";

/** @type {import("./command.js").Command[]} */
export const COMMANDS = [
  INIT,
  LOGIN,
  DOCTOR,
  TOKEN,
  FETCH,
  WHOAMI,
  FIND_USER,
  CONSENT_URL,
  ADMIN_CONSENT_URL,
  ASSERTION,
  INSPECT_ASSERTION,
  GENERATE_KEY,
  INSPECT_KEY,
  EXPLAIN,
  completionOf(() => COMMANDS),
];
