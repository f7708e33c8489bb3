/** What the entries, the stores and the command line use beside the public names. It is not for users. */
export { Broker } from "./client.js";
export {
  ask,
  call,
  failure,
  glue,
  isProvided,
  limit,
  noStore,
  provide,
  proxySetting,
  redisCommands,
  renameOptions,
  toJson,
} from "./lib.js";
