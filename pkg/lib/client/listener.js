import { ignore } from "../platform/callback.js";

/** @import { DocusignEvent } from "../../index.js" */
/** @import { ClientEvent, Facts } from "../core/facts.js" */

/** The caller's listener, the option onEvent. Its errors never reach the caller. */
export class Listener {
  /** @type {((event: DocusignEvent) => unknown) | undefined} */
  #onEvent;

  /** @param {((event: DocusignEvent) => unknown) | undefined} onEvent */
  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  /** Whether there is one. The most frequent call makes no event in vain. */
  get hears() {
    return this.#onEvent !== undefined;
  }

  /**
   * @param {Facts} facts
   * @param {ClientEvent} event
   */
  emit({ clientId, userId }, event) {
    if (this.#onEvent === undefined) return;
    const who = userId === null ? { clientId } : { clientId, userId };
    try {
      ignore(this.#onEvent(/** @type {DocusignEvent} */ ({ ...event, ...who })));
    } catch {
      // A listener must not affect the token.
    }
  }
}
