/** The core's imports from JavaScript: clock, random numbers, timers, couriers. */

/** The maximum delay of a timer. */
const LONGEST = 2 ** 31 - 1;

const pauses = new Map();
let lastPause = 0;

const couriers = new Map();
let lastCourier = 0;

export const now = () => Date.now();

export const fill = (bytes) => crypto.getRandomValues(bytes);

export function sleep(millis, done) {
  lastPause += 1;
  const pause = lastPause;
  const over = () => {
    pauses.delete(pause);
    done();
  };
  pauses.set(pause, setTimeout(over, Math.min(millis, LONGEST)));
  return pause;
}

export function wake(pause) {
  clearTimeout(pauses.get(pause));
  pauses.delete(pause);
}

/** Registers a courier, and returns its number. The reference is weak. */
export function employ(courier) {
  lastCourier += 1;
  couriers.set(lastCourier, new WeakRef(courier));
  return lastCourier;
}

export function deliver(instance, url, headers, body, done) {
  const courier = couriers.get(instance)?.deref();
  if (courier) courier.deliver(url, headers, body, done);
  else done(0, "the emulator is gone");
}
