// A loader of Node's, for modules of the package whose core is not built. The built files are empty.
// The entry's names are generated from this catalog, so `pkg/api.js` stands in for the entry.
const file = (name) => new URL(`../../pkg/${name}`, import.meta.url).href;
const BUILT = ["core.js", "core-inline.js"].map(file);
const ENTRY = file("index.js");

export async function resolve(specifier, context, next) {
  const url = specifier.startsWith(".") ? new URL(specifier, context.parentURL).href : "";
  if (url === ENTRY) return next(file("api.js"), context);
  return BUILT.includes(url) ? { url, format: "module", shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  if (!BUILT.includes(url)) return next(url, context);
  return { format: "module", source: "export default undefined; export const signer = undefined;", shortCircuit: true };
}
