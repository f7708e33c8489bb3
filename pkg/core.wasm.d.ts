/** A `WebAssembly.Module`, where the platform's types have one. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M : object;

/** The WebAssembly module. The bundler or the platform decides what an import of it returns; Workers return the module. */
declare const module: Module;
export default module;
