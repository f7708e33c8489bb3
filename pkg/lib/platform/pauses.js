/** How long what went wrong is left alone, in milliseconds. */

/** A token that could not be renewed is served for this long before the next attempt. */
export const RENEWAL_PAUSE = 30_000;

/** When APIs refuse a fresh token too, no other is minted for them for this long. */
export const REFUSED_TOKEN_PAUSE = 30_000;

/** A refusal that is not transient is every caller's answer for this long. */
export const REFUSAL_MEMORY = 1000;

/** A clock that goes back by more than this has been corrected: what it said before is not believed. */
export const CLOCK_STEP = 60_000;
