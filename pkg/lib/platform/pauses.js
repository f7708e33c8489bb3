/** Pauses and lifetimes, in milliseconds. Written by cargo xtask generate from src/client/pauses.rs. */

/** After a failed renewal, the valid token is served for this long before the next attempt. */
export const RENEWAL_PAUSE = 30_000;

/** If an API refuses a new token too, the client mints no other for this long. */
export const REFUSED_TOKEN_PAUSE = 30_000;

/** Every caller gets the same refusal for this long, if it is not transient. */
export const REFUSAL_MEMORY = 1000;

/** A clock that goes back by more than this was corrected: the client drops dated entries. */
export const CLOCK_STEP = 60_000;

/** The lifetime of cached userinfo and found users. */
export const USER_MEMORY = 3_600_000;

/** The time limit of a store call. */
export const STORE_PATIENCE = 1000;

/** How long a lock lives, and the longest wait for another process's token request. */
export const LOCK_LIFETIME = 10_000;

/** The first interval between reads while waiting. It doubles each time. */
export const FIRST_INTERVAL = 50;

/** The longest interval between reads while waiting. */
export const LONGEST_INTERVAL = 500;

/** A due but valid token, which another process renews, is served for this long before the next read. */
export const DUE_PAUSE = 5000;
