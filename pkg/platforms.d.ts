// What bundlers and platforms know that TypeScript's libraries do not. It is not published.

declare module "*.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}

/** The name of Vercel's edge runtime, where it is that. */
declare var EdgeRuntime: string | undefined;
