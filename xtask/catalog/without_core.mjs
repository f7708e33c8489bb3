// A loader of Node's, for modules of the package whose core is not built: the built files are empty.
const BUILT = ["core.js", "core-inline.js"].map((name) => new URL(`../../pkg/${name}`, import.meta.url).href);

export async function resolve(specifier, context, next) {
  const url = specifier.startsWith(".") ? new URL(specifier, context.parentURL).href : "";
  return BUILT.includes(url) ? { url, format: "module", shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!BUILT.includes(url)) return next(url, context);
  return { format: "module", source: "export default undefined; export const signer = undefined;", shortCircuit: true };
}
