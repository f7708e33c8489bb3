// A Worker with its client at module scope, made at the first request, and a token for each user asked for.
import { DocusignAuth } from "docusign-jwt";

let auth;

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/about") {
      return Response.json({
        userAgent: navigator.userAgent,
        process: typeof process === "object" && typeof process.version === "string",
      });
    }
    auth ??= new DocusignAuth({
      clientId: env.CLIENT,
      privateKey: env.KEY,
      environment: { authServer: env.AUTH },
    });
    const token = await auth.forUser(searchParams.get("user")).getAccessToken();
    // Who the token is for, asked of the server and not of our cache.
    return fetch(`${env.AUTH}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } });
  },
};
