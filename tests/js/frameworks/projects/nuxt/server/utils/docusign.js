import { DocusignAuth } from "docusign-jwt";

let auth;

/** One client for the process, or for the isolate. */
export function docusign(event) {
  const { clientId, userId, privateKey, authServer } = useRuntimeConfig(event).docusign;
  auth ??= new DocusignAuth({ clientId, userId, privateKey, environment: { authServer } });
  return auth;
}
