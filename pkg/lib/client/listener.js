import { ignore } from "../platform/callback.js";

/** @import { DocusignEvent } from "../../index.js" */
/** @import { ClientEvent, Facts } from "../core/facts.js" */

/** The caller's listener, the option onEvent. Its errors never reach the caller. */
export class Listener {
  /** @type {(event: DocusignEvent) => unknown} */
  #onEvent;

  /** @param {(event: DocusignEvent) => unknown} onEvent */
  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  /**
   * Adds client and user to an event, and tells it.
   *
   * @param {Facts} facts
   * @param {ClientEvent} event
   */
  emit({ clientId, userId }, event) {
    const told = /** @type {DocusignEvent} */ (event);
    told.clientId = clientId;
    if (userId !== null) told.userId = userId;
    try {
      ignore(this.#onEvent(told));
    } catch {
      // A listener must not affect the token.
    }
  }
}
