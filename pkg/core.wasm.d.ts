/** A `WebAssembly.Module`, where the platform's types have one. */
type Module = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M : object;

/** The core. What an import of it gives is the bundler's or the platform's matter; in Workers, the module. */
declare const module: Module;
export default module;
