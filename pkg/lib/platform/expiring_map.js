/** Each insertion looks at so many entries that have not ended, and at all that have ended before them, */
const LIVING = 2;

/** but at no more than this. */
const MOST = 64;

/**
 * A map of objects with `expiresAt`. Each insertion continues where the last one stopped and drops expired entries, in
 * any order. Memory follows the live entries, without a timer.
 *
 * @template {{ readonly expiresAt: number }} Entry
 */
export class ExpiringMap {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {Iterator<[string, Entry]> | undefined} */
  #sweep;

  get size() {
    return this.#entries.size;
  }

  /**
   * Returns the entry, even if it has expired.
   *
   * @param {string} key
   */
  get(key) {
    return this.#entries.get(key);
  }

  /**
   * Returns the entry, unless it has expired.
   *
   * @param {string} key
   * @param {number} now
   */
  live(key, now) {
    const entry = this.#entries.get(key);
    return entry !== undefined && now < entry.expiresAt ? entry : undefined;
  }

  /**
   * @param {string} key
   * @param {Entry} entry
   * @param {number} now
   */
  set(key, entry, now) {
    this.#entries.set(key, entry);
    let living = LIVING;
    for (let most = MOST; most > 0 && living > 0; most -= 1) {
      this.#sweep ??= this.#entries.entries();
      const { done, value } = this.#sweep.next();
      if (done) {
        this.#sweep = undefined;
        return;
      }
      if (value[1].expiresAt <= now) this.#entries.delete(value[0]);
      else living -= 1;
    }
  }

  /** @param {string} key */
  delete(key) {
    this.#entries.delete(key);
  }

  clear() {
    this.#entries.clear();
    this.#sweep = undefined;
  }
}
