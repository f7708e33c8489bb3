// What must hold in every runtime, in plain JavaScript that runs unchanged in each: first which runtime this is,
// then signatures checked by its own WebCrypto, tokens from a real server, refusals. Whoever launches it hands over
// the package as that runtime imports it.
import * as page from "docusign-jwt/page";
import { runtime } from "./runtime.js";
import { pathOf } from "../../../../runtimes/signing_path.js";

const checks = {
  async runtime(_, { expected }) {
    equal(await runtime(), expected);
  },

  async signature({ PrivateKey }, { pem, publicJwk, data, signature }) {
    const key = PrivateKey.parse(pem);
    const bytes = fromBase64Url(data);
    const made = key.sign(bytes);
    // RS256 has one signature for a message; this one is OpenSSL's.
    equal(toBase64Url(made), signature);
    const verifier = await importKey(publicJwk, "verify");
    equal(await crypto.subtle.verify(verifier.algorithm.name, verifier, made, bytes), true);
    bytes[0] ^= 1;
    equal(await crypto.subtle.verify(verifier.algorithm.name, verifier, made, bytes), false);
    key.free();
    throws(() => key.sign(bytes), "KeyError", "key_freed");
  },

  async exactness({ PrivateKey }, settings) {
    const { keys, path } = settings;
    const data = new TextEncoder().encode("what every key signs");
    const taken = pathOf(keys.length, () => {
      for (const { jwk, signature } of keys) {
        const key = PrivateKey.parse(jwk);
        equal(toBase64Url(key.sign(data)), signature);
        key.free();
      }
    });
    settings.signedBy = taken;
    equal(taken, ...[path].flat());
  },

  async assertion({ signAssertion }, { pem, publicJwk, clientId, userId }) {
    const options = { clientId, userId, privateKey: pem, environment: "demo", scopes: ["signature"] };
    const [header, claims, signature] = signAssertion({ ...options, now: 1_795_521_600_000 }).split(".");
    equal(text(header), '{"typ":"JWT","alg":"RS256"}', '{"alg":"RS256","typ":"JWT"}');
    const { iss, sub, aud, iat, exp, scope } = JSON.parse(text(claims));
    equal([iss, sub, aud].join(), [clientId, userId, "account-d.docusign.com"].join());
    equal([iat, exp, scope].join(), "1795521300,1795522200,signature impersonation");
    const verifier = await importKey(publicJwk, "verify");
    const data = new TextEncoder().encode(`${header}.${claims}`);
    const { name } = verifier.algorithm;
    equal(await crypto.subtle.verify(name, verifier, fromBase64Url(signature), data), true);
  },

  async token({ DocusignAuth }, { pem, isv, tenantUser, authServer }) {
    const events = [];
    const auth = new DocusignAuth({
      clientId: isv,
      userId: tenantUser,
      privateKey: pem,
      environment: { authServer },
      onEvent: ({ type }) => events.push(type),
    });
    const token = await auth.getAccessToken();
    equal(await auth.getAccessToken(), token);
    equal(events.join(), "exchange,cache_hit");
    equal(await ownerOf(token, authServer), tenantUser);
  },

  async consent({ ConsentRequiredError, DocusignAuth, DocusignError }, settings) {
    const { pem, clientId, userId, authServer, redirectUri } = settings;
    const environment = { authServer };
    const auth = new DocusignAuth({ clientId, userId, privateKey: pem, environment, redirectUri });
    const error = await auth.getAccessToken().then(
      () => undefined,
      (reason) => reason,
    );
    equal(error instanceof ConsentRequiredError && error instanceof DocusignError, true);
    equal([error.name, error.code, error.userId].join(), ["ConsentRequiredError", "consent_required", userId].join());
    const url = new URL(error.consentUrl);
    equal(url.origin + url.pathname, `${authServer}/oauth/auth`);
    equal(url.searchParams.get("client_id"), clientId);
    equal(url.searchParams.get("redirect_uri"), redirectUri);
    equal(url.searchParams.get("scope"), "signature impersonation");
  },

  async webcrypto({ DocusignAuth, signAssertion }, { privateJwk, isv, tenantUser, authServer }) {
    const privateKey = await importKey(privateJwk, "sign");
    const options = { clientId: isv, userId: tenantUser, environment: { authServer } };
    const token = await new DocusignAuth({ ...options, privateKey }).getAccessToken();
    equal(await ownerOf(token, authServer), tenantUser);
    // It would have to wait for WebCrypto, which it cannot.
    throws(() => signAssertion({ ...options, privateKey }), "KeyError", "key_not_usable");
  },

  async signer({ DocusignAuth }, { privateJwk, isv, tenantUser, authServer }) {
    const key = await importKey(privateJwk, "sign");
    const signer = { sign: (data) => crypto.subtle.sign(key.algorithm.name, key, data) };
    const auth = new DocusignAuth({ clientId: isv, userId: tenantUser, signer, environment: { authServer } });
    equal(await ownerOf(await auth.getAccessToken(), authServer), tenantUser);
  },

  async random({ createPkce }) {
    const [one, other] = [createPkce(), createPkce()];
    equal(one.codeVerifier === other.codeVerifier || one.state === other.state, false);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(one.codeVerifier));
    equal(one.codeChallenge, toBase64Url(new Uint8Array(digest)));
  },

  async page({ RedirectError, consentUrl, readRedirect }, { clientId, redirectUri }) {
    const options = { clientId, environment: { authServer: "http://[::1]:8080" }, redirectUri, state: "a b" };
    equal(page.consentUrl(options), consentUrl(options));
    equal(page.RedirectError, RedirectError);
    const address = "https://example.com/callback?code=abc&state=a+b";
    equal(JSON.stringify(page.readRedirect(address)), JSON.stringify(readRedirect(address)));
    throws(() => page.readRedirect("?error=access_denied"), "RedirectError", "consent_denied");
    for (let round = 0; round < 20; round += 1) {
      const { codeVerifier, codeChallenge } = page.createPkce();
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(codeVerifier));
      equal(codeChallenge, toBase64Url(new Uint8Array(digest)));
    }
  },

  async refusals({ KeyError, PrivateKey, DocusignAuth }, { isv, pem }) {
    const certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    throws(() => PrivateKey.parse(certificate), "KeyError", "key_certificate");
    const options = { clientId: isv, userId: "ann@example.com", privateKey: pem, environment: "demo" };
    throws(() => new DocusignAuth(options), "ConfigError", "user_id_is_email");
    equal(KeyError.prototype instanceof Error, true);
  },
};

/** The names of the checks, in their order. */
export const NAMES = Object.keys(checks);

/** Runs every check, and returns for each `null` or what was wrong, and by which path the signatures were made. */
export async function suite(api, settings) {
  const outcomes = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(api, settings);
      outcomes[name] = null;
    } catch (error) {
      outcomes[name] = String(error?.stack ?? error);
    }
  }
  return { ...outcomes, signedBy: settings.signedBy };
}

function equal(actual, ...allowed) {
  if (!allowed.includes(actual)) throw new Error(`${String(actual)} is not ${allowed.join(" or ")}`);
}

function throws(run, name, code) {
  let thrown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  equal(`${thrown?.name} ${thrown?.code}`, `${name} ${code}`);
}

function importKey(jwk, usage) {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  return crypto.subtle.importKey("jwk", jwk, algorithm, false, [usage]);
}

/** Whom the server says that a token belongs to. */
async function ownerOf(token, authServer) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${authServer}/oauth/userinfo`, { headers });
  return (await response.json()).sub;
}

function fromBase64Url(encoded) {
  const binary = atob(encoded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toBase64Url(bytes) {
  const binary = String.fromCharCode(...bytes);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function text(encoded) {
  return new TextDecoder().decode(fromBase64Url(encoded));
}
