// A Node application that a bundler makes one file of.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

launch(api, process.argv[2]);
