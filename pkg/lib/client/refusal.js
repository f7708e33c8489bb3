/** A failure for several callers. Each gets its own error object, so that callers cannot affect one another. */
import { isOurs } from "../core/docusign_error.js";
import { fieldsOf, fromCore } from "../core/error_fields.js";
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

/** Recent refusals of Docusign by cache key, so that many callers in a row cause only one request. */
export class Refusals {
  /** @type {ExpiringMap<{ refusal: Refusal, since: number, expiresAt: number }>} */
  #recent = new ExpiringMap();

  /**
   * Returns the error of a recent refusal for one more caller, if there was one.
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
 * Whether Docusign refused and would refuse again: not a transient failure, and not a local one.
 *
 * @param {unknown} error
 * @returns {error is import("../core/docusign_error.js").DocusignError}
 */
function isLasting(error) {
  if (!isOurs(error) || !["ConsentRequiredError", "OAuthError", "ResponseError"].includes(error.name)) return false;
  const status = /** @type {{ status?: number }} */ (error).status ?? error.response?.status ?? 0;
  // A truncated response is transient; a proxy's page is not.
  const garbled = error.name === "ResponseError" && !(status >= 400);
  return !(status === 408 || status === 429 || status >= 500 || (garbled && error.code !== "response_invalid"));
}
