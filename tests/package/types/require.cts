// From CommonJS: `require` of an ES module, as Node 20.19 and newer have it.
import { DocusignAuth } from "docusign-jwt";

const { init } = require("docusign-jwt/slim") as typeof import("docusign-jwt/slim");

export const auth: typeof DocusignAuth = DocusignAuth;
export { init };
