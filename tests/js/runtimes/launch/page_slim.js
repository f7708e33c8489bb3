// A page that fetches the module and compiles it while it arrives.
import * as api from "docusign-jwt/slim";
import { launch } from "../shared/launch.js";

const [, row] = location.pathname.split("/");
const referee = `${location.origin}/${row}`;
api.init(await WebAssembly.compileStreaming(fetch(`${referee}/package/core.wasm`)));
await launch(api, referee);
