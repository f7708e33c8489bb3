import { SignJWT, importPKCS8 } from "jose";
import { HEADER, claims } from "../sign/claims.mjs";

export default {
  async fetch(request, env) {
    const now = Number(new URL(request.url).searchParams.get("now"));
    const key = await importPKCS8(env.KEY, HEADER.alg);
    return new Response(await new SignJWT(claims(now)).setProtectedHeader(HEADER).sign(key));
  },
};
