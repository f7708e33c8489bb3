import module from "../emulator.wasm";

export const load = () => module;
