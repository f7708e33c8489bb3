/** Pauses after failures, in milliseconds. */

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
