// Node, Bun and Deno, by import.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

const [referee] = globalThis.Deno?.args ?? process.argv.slice(2);
await launch(api, referee);
