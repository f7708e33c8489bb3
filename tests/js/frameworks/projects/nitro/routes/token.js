import { useRuntimeConfig } from "nitro/runtime";
import { defineHandler } from "nitro/h3";
import { DocusignAuth } from "docusign-jwt";

let auth;

export default defineHandler(async () => {
  const { clientId, userId, privateKey, authServer } = useRuntimeConfig().docusign;
  auth ??= new DocusignAuth({ clientId, userId, privateKey, environment: { authServer } });
  return { token: await auth.getAccessToken() };
});
