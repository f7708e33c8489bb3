import * as loader from "#wasm";
import { provide } from "./lib/core.js";

provide(loader);

export * from "./lib/api.js";
