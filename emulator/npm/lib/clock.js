/** The clock of an emulator, as tests move it. */
import { shown } from "./options.js";

/** The latest time that a Date can have, in milliseconds since the epoch. */
const LATEST = 8.64e15;

/** `read` returns what the clock shows, and `advance` moves it by whole milliseconds. */
export function clockOf(read, advance) {
  return Object.freeze({
    now: read,
    advance(millis) {
      if (typeof millis !== "number" || !(Math.abs(millis) <= LATEST)) {
        throw new TypeError(`clock.advance takes a number of milliseconds, not ${shown(millis)}.`);
      }
      advance(Math.round(millis));
    },
    set(time) {
      const millis = typeof time === "number" || isDate(time) ? Number(time) : Number.NaN;
      if (!(millis >= 0 && millis <= LATEST)) {
        const what = isDate(time) ? "an invalid Date" : shown(time);
        throw new TypeError(`clock.set takes milliseconds since 1970 or a Date, not ${what}.`);
      }
      advance(Math.round(millis) - read());
    },
  });
}

const isDate = (value) => Object.prototype.toString.call(value) === "[object Date]";
