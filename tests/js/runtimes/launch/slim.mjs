// Node, with the module compiled from the file that the package exports.
import { readFileSync } from "node:fs";
import * as api from "docusign-jwt/slim";
import { launch } from "../shared/launch.js";

const bytes = readFileSync(new URL(import.meta.resolve("docusign-jwt/core.wasm")));
api.init(new WebAssembly.Module(bytes));
await launch(api, process.argv[2]);
