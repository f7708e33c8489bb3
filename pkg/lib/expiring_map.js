/**
 * A map of objects that say when they end (`expiresAt`). Each insertion looks at the two oldest entries
 * and drops them when they have ended, so that memory follows what is alive without a timer.
 */
export class ExpiringMap {
  #entries = new Map();

  get size() {
    return this.#entries.size;
  }

  /** The entry, also one that has ended: the caller knows what it may still be good for. */
  get(key) {
    return this.#entries.get(key);
  }

  /** The entry, unless it has ended. */
  live(key, now) {
    const entry = this.#entries.get(key);
    return entry !== undefined && now < entry.expiresAt ? entry : undefined;
  }

  set(key, entry, now) {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    let looks = 2;
    for (const [oldest, { expiresAt }] of this.#entries) {
      if (looks-- === 0) break;
      if (expiresAt <= now) this.#entries.delete(oldest);
    }
  }

  delete(key) {
    this.#entries.delete(key);
  }

  clear() {
    this.#entries.clear();
  }
}
