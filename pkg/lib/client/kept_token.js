import { DUE_PAUSE, REFUSED_TOKEN_PAUSE } from "../platform/pauses.js";

/**
 * The token of a cache key, referenced by the cache and by every client that has used it. A renewal replaces its
 * content, so that all of them have the new token without a lookup.
 */
export class KeptToken {
  /** @type {import("../../index.js").Token} */
  token;
  /** @type {string} */
  accessToken;
  /** @type {number} */
  renewAt;
  /** @type {number} */
  receivedAt;
  /** @type {boolean} */
  refused;
  /** @type {number | undefined} until when a request renews it */
  renewing;
  /**
   * @param {string} cacheKey
   * @param {number} era of the engine's clock: a token of another era cannot be dated
   * @param {import("../core/facts.js").Received} received
   */
  constructor(cacheKey, era, received) {
    this.cacheKey = cacheKey;
    this.era = era;
    this.replace(received);
  }

  /** @param {import("../core/facts.js").Received} received */
  replace({ token, renewAt, receivedAt, afterRefusal }) {
    // Every caller gets this object.
    Object.freeze(token.scopes);
    this.token = Object.freeze(token);
    // Stored here for the most frequent call: with many users, each further object is a cache miss.
    this.accessToken = token.accessToken;
    this.renewAt = renewAt;
    this.receivedAt = receivedAt;
    this.afterRefusal = afterRefusal;
    this.refused = false;
  }

  get expiresAt() {
    return this.token.expiresAt;
  }

  /**
   * Notes that an API has refused the token. The next caller gets another one, unless that was just tried without
   * success: then the token is not the problem.
   *
   * @param {number} now
   * @param {boolean} again a refused token was replaced by this one, for the same call
   */
  refuse(now, again) {
    if (this.refused || now < (this.heldUntil ?? -Infinity)) return;
    const young = (/** @type {number} */ since) => now - since < REFUSED_TOKEN_PAUSE;
    if ((again && young(this.receivedAt)) || young(this.refusedBefore ?? -Infinity)) return this.hold(now);
    this.refusedBefore = this.refusedAt;
    this.refusedAt = now;
    this.refused = true;
    this.renewAt = -Infinity;
  }

  /**
   * For a while from `since`, no other token is minted for APIs that refuse this one.
   *
   * @param {number} since
   */
  hold(since) {
    this.heldUntil = since + REFUSED_TOKEN_PAUSE;
  }

  /**
   * Serves the due but valid token for a while, because another process renews it.
   *
   * @param {number} now
   */
  postpone(now) {
    this.renewAt = Math.min(now + DUE_PAUSE, this.expiresAt);
  }
}
