/**
 * The token of a cache key, in the cache and in every client that has used it. A renewal replaces what is in
 * it, so that all of them have the new token at once, and none has to look it up again.
 */
export class KeptToken {
  constructor(token, renewAt) {
    this.replace(token, renewAt);
  }

  replace(token, renewAt) {
    this.token = token;
    // At hand for the call that is made most: with many users each object more is a fetch from main memory.
    this.accessToken = token.accessToken;
    this.renewAt = renewAt;
    if (this.distrusted) this.distrusted = false;
  }

  /** A server has refused it: the next caller gets another one. */
  distrust() {
    this.renewAt = 0;
    this.distrusted = true;
  }

  get expiresAt() {
    return this.token.expiresAt;
  }
}
