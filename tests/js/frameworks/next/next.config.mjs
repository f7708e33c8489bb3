import { fileURLToPath } from "node:url";

// Where node_modules is; without it Next looks for lock files further up.
const root = fileURLToPath(new URL("../", import.meta.url));

export default { turbopack: { root } };
