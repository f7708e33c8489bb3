/** The core in WebAssembly: started once, at the first emulator. */
import { load } from "#wasm";
import { certify as certifyKeys, Core, initSync } from "../core.js";
import { employ } from "./platform.js";

let started = false;

/** A fetch or a server may outlive its emulator. A courier lives as long as the core. */
const couriers = new WeakMap();

function start() {
  if (started) return;
  initSync({ module: load() });
  started = true;
}

/** Starts an emulator with a JSON configuration and a courier for its messages. */
export function startCore(config, courier) {
  start();
  const core = new Core(config, employ(courier));
  couriers.set(core, courier);
  return core;
}

/** The certificates of an authority and of a server, in PEM. */
export function certify(authority, sign, server) {
  start();
  return certifyKeys(authority, sign, server);
}
