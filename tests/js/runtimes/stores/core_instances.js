// Counts the instances of the core; that of the signer's module is another. Import it before the package, which starts the
// core at import.
export const core = { instances: 0, memory: undefined };

WebAssembly.Instance = class extends WebAssembly.Instance {
  constructor(...how) {
    super(...how);
    if (!("ask" in this.exports)) return;
    core.instances += 1;
    core.memory = this.exports.memory;
  }
};
