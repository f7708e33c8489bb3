import * as loader from "#wasm";
import { provide } from "./internal.js";

provide(loader);

export * from "./api.js";
