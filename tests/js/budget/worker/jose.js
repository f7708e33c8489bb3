// No more than the exchange: no cache, no repetition, no consent link, and only PKCS#8 keys.
import { SignJWT, importPKCS8 } from "jose";

export default {
  async fetch(_, { CLIENT_ID, USER_ID, PRIVATE_KEY }) {
    const assertion = await new SignJWT({ scope: "signature impersonation" })
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(CLIENT_ID)
      .setSubject(USER_ID)
      .setAudience("account-d.docusign.com")
      .setIssuedAt()
      .setExpirationTime("10m")
      .sign(await importPKCS8(PRIVATE_KEY, "RS256"));
    const grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const body = new URLSearchParams({ grant_type: grant, assertion });
    const response = await fetch("https://account-d.docusign.com/oauth/token", { method: "POST", body });
    return new Response((await response.json()).access_token);
  },
};
