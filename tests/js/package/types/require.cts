// From CommonJS: what `require` gives has declarations of its own format, so that TypeScript has no complaint (TS1479).
// biome-ignore lint/style/useImportType: as applications write it.
import { DocusignAuth, PrivateKey } from "docusign-jwt";
import { consentUrl } from "docusign-jwt/page";
import { durableObjectStore } from "docusign-jwt/stores/durable-object";
import { redisStore } from "docusign-jwt/stores/redis";
import docusign = require("docusign-jwt");

const { init } = require("docusign-jwt/slim") as typeof import("docusign-jwt/slim");

export const auth: typeof DocusignAuth = docusign.DocusignAuth;
export const key = (pem: string): PrivateKey => docusign.PrivateKey.parse(pem);
export { consentUrl, durableObjectStore, init, redisStore };
