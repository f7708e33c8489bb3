export { createEmulator } from "./lib/emulator.js";
export { accountIds, clientIds, organizationId, privateKeys, userIds } from "./lib/names.js";
