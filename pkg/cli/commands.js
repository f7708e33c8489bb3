/** Every command, in the order in which help lists them. */
import { ASSERTION } from "./commands/assertion.js";
import { ADMIN_CONSENT_URL, CONSENT_URL } from "./commands/consent_url.js";
import { DOCTOR } from "./commands/doctor.js";
import { FIND_USER } from "./commands/find_user.js";
import { INSPECT_KEY } from "./commands/inspect_key.js";
import { TOKEN } from "./commands/token.js";
import { WHOAMI } from "./commands/whoami.js";

/** @type {import("./command.js").Command[]} */
export const COMMANDS = [TOKEN, ASSERTION, CONSENT_URL, ADMIN_CONSENT_URL, WHOAMI, FIND_USER, INSPECT_KEY, DOCTOR];
