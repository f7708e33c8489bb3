import module from "../emulator.wasm?module";

export const load = () => module;
