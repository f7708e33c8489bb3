import { provide } from "./internal.js";

/**
 * Gives the core its module, before anything else is used.
 *
 * @type {typeof import("./slim.js").init}
 */
export function init(module, { sharesPromises = true } = {}) {
  provide({ load: () => module, sharesPromises });
}

export * from "./api.js";
