// What everyone signs: the claims of an assertion for Docusign's demo environment.
export const CLIENT = "c0000000-0000-4000-8000-000000000001";
export const USER = "a0000000-0000-4000-8000-000000000001";
export const AUDIENCE = "account-d.docusign.com";
export const SCOPES = ["signature", "impersonation"];
export const LIFETIME = 600;

export const HEADER = { typ: "JWT", alg: "RS256" };

export function claims(now) {
  const iat = Math.floor(now / 1000);
  return { iss: CLIENT, sub: USER, aud: AUDIENCE, iat, exp: iat + LIFETIME, scope: SCOPES.join(" ") };
}

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

export const signingInput = (now) => `${part(HEADER)}.${part(claims(now))}`;
