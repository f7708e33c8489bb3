/**
 * The memory that a client and its derived clients share.
 *
 * Nothing here waits, reads a clock, or sends. Each call passes the time.
 */
import { ExpiringMap } from "../platform/expiring_map.js";
import { CLOCK_STEP, RENEWAL_PAUSE } from "../platform/pauses.js";
import { KeptToken } from "./kept_token.js";
import { Refusals } from "./refusal.js";

/** @import { UserInfo } from "../../index.js" */
/** @import { Received } from "../core/facts.js" */

export class Memory {
  /** @type {ExpiringMap<KeptToken>} */
  tokens = new ExpiringMap();
  /** @type {ExpiringMap<{ userInfo: UserInfo, expiresAt: number }>} */
  userInfos = new ExpiringMap();
  /** @type {ExpiringMap<{ userId: string, expiresAt: number }>} */
  foundUsers = new ExpiringMap();
  refusals = new Refusals();
  /** The lessons of earlier token requests about clock and keys, as JSON for the core. */
  lessons = "{}";
  /** How often the clock has gone back. */
  era = 0;
  /** The latest time of the clock. */
  #latest = -Infinity;

  /**
   * Notes the time. After a corrected clock, the age of all dated entries is unknown.
   *
   * @param {number} now
   */
  tick(now) {
    if (now > this.#latest) this.#latest = now;
    else if (now < this.#latest - CLOCK_STEP) {
      this.#latest = now;
      this.era += 1;
      this.lessons = "{}";
      for (const memory of [this.tokens, this.userInfos, this.foundUsers, this.refusals]) memory.clear();
    }
  }

  /**
   * Returns the cached token, if it is not due. `kept` is the client's last token, which saves a read of the map.
   *
   * @param {string} cacheKey
   * @param {number} now
   * @param {KeptToken} [kept]
   * @returns {KeptToken | undefined}
   */
  cached(cacheKey, now, kept) {
    if (kept !== undefined && now < kept.renewAt && kept.era === this.era) return kept;
    const entry = this.tokens.get(cacheKey);
    return entry !== undefined && now < entry.renewAt ? entry : undefined;
  }

  /**
   * Notes that an API has refused a token. `again` means that it replaced another refused token in the same call.
   *
   * @param {string} cacheKey
   * @param {string} accessToken
   * @param {boolean} again
   * @param {number} now
   */
  refuse(cacheKey, accessToken, again, now) {
    const entry = this.tokens.get(cacheKey);
    if (entry?.accessToken === accessToken) entry.refuse(now, again);
  }

  /**
   * Keeps the token of a token request that started in `era`.
   *
   * @param {string} cacheKey
   * @param {Received} received
   * @param {number} era
   * @param {number} now
   */
  keep(cacheKey, received, era, now) {
    this.refusals.forget(cacheKey);
    // The clock was corrected meanwhile. Waiting callers get this token; the next caller gets a token with a known
    // age.
    if (era !== this.era) return new KeptToken(cacheKey, era, received);
    const known = this.tokens.get(cacheKey);
    known?.replace(received);
    const entry = known ?? new KeptToken(cacheKey, era, received);
    if (entry.renewing !== undefined) entry.renewing = undefined;
    this.tokens.set(cacheKey, entry, now);
    return entry;
  }

  /**
   * Keeps the token of another process, whose clock may be ahead of ours.
   *
   * @param {string} cacheKey
   * @param {Received} received
   * @param {number} now
   */
  keepShared(cacheKey, received, now) {
    const receivedAt = Math.min(received.receivedAt, now);
    const entry = this.keep(cacheKey, { ...received, receivedAt }, this.era, now);
    if (received.afterRefusal) entry.hold(receivedAt);
    return entry;
  }

  /**
   * Returns the cached token after a failed renewal, if it is still valid and no API has refused it.
   *
   * @param {string} cacheKey
   * @param {number} now
   */
  outlives(cacheKey, now) {
    const entry = this.tokens.get(cacheKey);
    if (entry === undefined || entry.refused || now >= entry.expiresAt) return undefined;
    entry.renewAt = Math.min(now + RENEWAL_PAUSE, entry.expiresAt);
    return entry;
  }
}
