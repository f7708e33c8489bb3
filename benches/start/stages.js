// Measures the stages up to a first assertion, in a runtime whose clock runs.

/** What of a stage went into compiling and instantiating WebAssembly, whichever module it was. */
const spent = { compile: 0, instantiate: 0 };

function watch(name, stage) {
  const Own = WebAssembly[name];
  WebAssembly[name] = new Proxy(Own, {
    construct(target, given) {
      const begun = performance.now();
      try {
        return Reflect.construct(target, given);
      } finally {
        spent[stage] += performance.now() - begun;
      }
    },
  });
}

/**
 * The milliseconds of each stage, and the assertion. Compiling and instantiating happen inside of other stages, and are
 * taken out of these.
 */
export async function stages(peer) {
  watch("Module", "compile");
  watch("Instance", "instantiate");
  const measured = async (work) => {
    const before = spent.compile + spent.instantiate;
    const begun = performance.now();
    const result = await work();
    return [performance.now() - begun - (spent.compile + spent.instantiate - before), result];
  };
  const [module, { key, sign }] = await measured(peer);
  const [ofKey, read] = await measured(key);
  const [signature, assertion] = await measured(() => sign(read));
  return { module, ...spent, key: ofKey, signature, assertion };
}
