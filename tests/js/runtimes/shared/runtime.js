// Which runtime this is, by what only that one has.

export async function runtime() {
  const agent = globalThis.navigator?.userAgent ?? "";
  const node = globalThis.process?.versions?.node;
  if (agent === "Cloudflare-Workers") return node ? "workerd with nodejs_compat" : "workerd";
  if (globalThis.EdgeRuntime) return compiles() ? "edge-light that compiles" : "edge-light";
  if (globalThis.Deno) return `Deno ${major(Deno.version.deno)} that may ${(await granted()).join(", ")}`;
  if (globalThis.Bun) return `Bun ${major(Bun.version)}`;
  if (typeof document === "object") {
    const name = agent.match(/(Firefox|Chrome)\/\d/)?.[1] ?? agent;
    return evaluates() ? `${name} that evaluates text` : name;
  }
  return node ? `Node ${major(node)}` : "unknown";
}

const major = (version) => version.split(".")[0];

/** What this Deno may do. */
async function granted() {
  const names = ["read", "write", "net", "env", "run", "sys", "ffi"];
  const states = await Promise.all(names.map((name) => Deno.permissions.query({ name })));
  return names.filter((_, at) => states[at].state !== "prompt" && states[at].state !== "denied");
}

/** Whether bytes can be compiled here: a module of nothing but a custom section of 100 bytes. */
function compiles() {
  const section = [0, 100, ...new Array(100).fill(0)];
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, ...section));
    return true;
  } catch {
    return false;
  }
}

/** Whether the page's policy lets text run as a program. */
function evaluates() {
  try {
    return new Function("return true")();
  } catch {
    return false;
  }
}
