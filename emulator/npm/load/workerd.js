import module from "../core.wasm";

export const load = () => module;
