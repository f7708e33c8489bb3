/** Pauses after failures, time limits, and lifetimes of caches, in milliseconds. */

/** After a failed renewal, the valid token is served for this long before the next attempt. */
export const RENEWAL_PAUSE = 30_000;

/** If an API refuses a new token too, no other is minted for this long. */
export const REFUSED_TOKEN_PAUSE = 30_000;

/** A refusal that is not transient is returned to every caller for this long. */
export const REFUSAL_MEMORY = 1000;

/** How long userinfo and found users are cached. */
export const USER_MEMORY = 3_600_000;

/** A clock that goes back by more than this was corrected: earlier times are not trusted. */
export const CLOCK_STEP = 60_000;

/** The time limit of a store call. */
export const STORE_PATIENCE = 1000;

/** The lifetime of a lock, which is also the maximum wait for another process. */
export const LOCK_LIFETIME = 10_000;

/** The first interval between reads while waiting. It doubles each time. */
export const FIRST_INTERVAL = 50;

/** The longest interval between reads while waiting. */
export const LONGEST_INTERVAL = 500;

/** A due but valid token, which another process renews, is served for this long before the next read. */
export const DUE_PAUSE = 5000;
