// A page that fetches the module and compiles it while it arrives.
import * as api from "docusign-jwt/slim";
import { launch } from "../shared/launch.js";

const base = new URL("..", location.href).href;
api.init(await WebAssembly.compileStreaming(fetch(`${base}package/core.wasm`)));
await launch(api, base.replace(/\/$/, ""));
