// A page; the referee is the server that it came from.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

launch(api, new URL("..", location.href).href.replace(/\/$/, ""));
