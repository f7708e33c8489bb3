/** The client, and what a broker of tokens does with it. */
export { DocusignAuth } from "./lib/auth.js";
export { Broker } from "./lib/broker.js";
