/** The client, and what a broker of tokens does with it. */
export { DocusignAuth } from "./lib/client/auth.js";
export { Broker } from "./lib/client/broker.js";
