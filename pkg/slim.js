import { provide } from "./internal.js";

/**
 * Sets the module of the core. Call it first.
 *
 * @type {typeof import("./slim.js").init}
 */
export function init(module, { sharesPromises = true } = {}) {
  provide({ load: () => module, sharesPromises });
}

export * from "./api.js";
