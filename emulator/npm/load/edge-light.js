import module from "../core.wasm?module";

export const load = () => module;
