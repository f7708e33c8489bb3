// What an example in the types may use without saying where it comes from, beside `given.d.ts`.
import type { DocusignAuth } from "docusign-jwt";

declare global {
  var auth: DocusignAuth;
  var assertion: string;
  var clientSecret: string;
  /** What the reader's program keeps for a browser. */
  var session: { state: string; codeVerifier: string; refreshToken: string };
  var request: Request;
  /** What Workers pass to a handler. */
  var env: {
    TOKENS: import("docusign-jwt/stores/cloudflare-kv").KvNamespace;
    BROKER: import("docusign-jwt/stores/durable-object").DurableObjectNamespaceLike;
    UPSTASH_REDIS_REST_URL: string;
    UPSTASH_REDIS_REST_TOKEN: string;
  };
  /** The part of the client of `@aws-sdk/client-kms` that the example uses. */
  var kms: {
    sign(input: { KeyId: string; Message: Uint8Array; SigningAlgorithm: "RSASSA_PKCS1_V1_5_SHA_256" }): Promise<{ Signature: Uint8Array }>;
  };
  function readFile(path: string): Promise<Uint8Array>;
}
