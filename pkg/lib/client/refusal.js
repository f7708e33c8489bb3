/** A failure that several callers hear of. Each gets an error of its own: what one does to it, no other sees. */
import { isOurs } from "../core/docusign_error.js";
import { fieldsOf, fromCore } from "../core/errors.js";
import { ExpiringMap } from "../platform/expiring_map.js";
import { REFUSAL_MEMORY } from "../platform/pauses.js";

export class Refusal {
  /** @type {string} */
  #fields;
  /** @type {import("../core/docusign_error.js").More} */
  #more;

  /** @param {import("../core/docusign_error.js").DocusignError} error */
  constructor(error) {
    this.#fields = JSON.stringify(fieldsOf(error));
    const { cause, response } = error;
    this.#more = { cause, response };
  }

  error() {
    return fromCore(this.#fields, this.#more);
  }
}

/** What Docusign has just refused, by cache key: many callers in a row are no reason to ask again and again. */
export class Refusals {
  /** @type {ExpiringMap<{ refusal: Refusal, since: number, expiresAt: number }>} */
  #recent = new ExpiringMap();

  /**
   * An error for one more caller, if there was such a refusal a moment ago.
   *
   * @param {string} cacheKey
   * @param {number} now
   */
  error(cacheKey, now) {
    const known = this.#recent.live(cacheKey, now);
    return known !== undefined && now >= known.since ? known.refusal.error() : undefined;
  }

  /**
   * @param {string} cacheKey
   * @param {unknown} error
   * @param {number} now
   */
  note(cacheKey, error, now) {
    if (!isLasting(error)) return;
    this.#recent.set(cacheKey, { refusal: new Refusal(error), since: now, expiresAt: now + REFUSAL_MEMORY }, now);
  }

  /** @param {string} cacheKey */
  forget(cacheKey) {
    this.#recent.delete(cacheKey);
  }

  clear() {
    this.#recent.clear();
  }
}

/**
 * Whether Docusign said no, and would say so again: neither a failure that passes, nor one of our own side.
 *
 * @param {unknown} error
 * @returns {error is import("../core/docusign_error.js").DocusignError}
 */
function isLasting(error) {
  if (!isOurs(error) || !["ConsentRequiredError", "OAuthError", "ResponseError"].includes(error.name)) return false;
  const status = /** @type {{ status?: number }} */ (error).status ?? error.response?.status ?? 0;
  // What was cut off on its way is garbled; what a proxy says for Docusign is not.
  const garbled = error.name === "ResponseError" && !(status >= 400);
  return !(status === 408 || status === 429 || status >= 500 || (garbled && error.code !== "response_invalid"));
}
