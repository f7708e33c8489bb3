import { provide } from "./internal.js";

/** Gives the core its module, before anything else is used. */
export function init(module, { sharesPromises = true } = {}) {
  provide({ load: () => module, sharesPromises });
}

export * from "./api.js";
