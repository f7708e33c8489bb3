// A function for the edge runtime.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

export const start = (referee) => launch(api, referee);
