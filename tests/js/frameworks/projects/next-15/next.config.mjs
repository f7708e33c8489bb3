import { fileURLToPath } from "node:url";

// Where node_modules is; without it Next looks for lock files further up.
export default { outputFileTracingRoot: fileURLToPath(new URL("../", import.meta.url)) };
