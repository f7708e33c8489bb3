/** The core. What an import of it gives is the bundler's or the platform's matter; in Workers, the module. */
declare const module: WebAssembly.Module;
export default module;
