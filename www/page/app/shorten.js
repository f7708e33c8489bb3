// Shortens secrets to their start, length and end.

const LONG = /[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}|[A-Za-z0-9_-]{60,}/g;

/** A text in which tokens, assertions and codes are shortened. */
export function shortened(text) {
  return text
    .replace(/(-----BEGIN [A-Z ]+-----).*?(-----END [A-Z ]+-----)(\\n)?/gs, "$1…$2")
    .replace(LONG, (secret) => `${secret.slice(0, 12)}…(${secret.length} characters)…${secret.slice(-4)}`)
    .replace(/([?&]code=)([^&\s]{12,})/g, (_, name, code) => `${name}${code.slice(0, 4)}…`);
}
