// The key and one assertion in a request. The clock stands still here: whoever asks looks at its own.
import { PrivateKey, signAssertion } from "docusign-jwt";
import { CLIENT, SCOPES, USER } from "../sign/claims.mjs";

export default {
  async fetch(request, env) {
    const now = Number(new URL(request.url).searchParams.get("now"));
    const privateKey = PrivateKey.parse(env.KEY);
    return new Response(signAssertion({ clientId: CLIENT, userId: USER, environment: "demo", scopes: SCOPES, privateKey, now }));
  },
};
