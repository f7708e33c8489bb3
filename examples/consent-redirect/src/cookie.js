// A cookie that only this application can create: a value, its expiry, and an HMAC of both.

const NAME = "connecting";
/** Enough time to log in and to read the consent page. */
const LIFE = 600_000;

const utf8 = new TextEncoder();
const HMAC = { name: "HMAC", hash: "SHA-256" };

async function hmacKey(secret) {
  if (!secret || secret.length < 32) throw new Error("COOKIE_SECRET is missing, or has less than 32 characters");
  return crypto.subtle.importKey("raw", utf8.encode(secret), HMAC, false, ["sign", "verify"]);
}

const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const toBytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

/** The header that sets the cookie, or deletes it if there is no value. */
export async function sealCookie(value, secret, url) {
  const secure = url.protocol === "https:" ? "; Secure" : "";
  const attributes = `; Path=/callback; HttpOnly; SameSite=Lax${secure}`;
  if (value === undefined) return `${NAME}=; Max-Age=0${attributes}`;
  const data = btoa(JSON.stringify({ ...value, until: Date.now() + LIFE }));
  const signature = await crypto.subtle.sign(HMAC, await hmacKey(secret), utf8.encode(data));
  return `${NAME}=${data}.${toText(signature)}; Max-Age=${LIFE / 1000}${attributes}`;
}

/** The value of the request's cookie; undefined if it is missing, forged or expired. */
export async function openCookie(request, secret) {
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const found = cookies.find((cookie) => cookie.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  const [data, signature] = found?.split(".") ?? [];
  if (!data || !signature) return undefined;
  try {
    const valid = await crypto.subtle.verify(HMAC, await hmacKey(secret), toBytes(signature), utf8.encode(data));
    const value = valid ? JSON.parse(atob(data)) : undefined;
    return value?.until > Date.now() ? value : undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
