// A page; the referee is the server that it came from, with a folder for each row.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

const [, row] = location.pathname.split("/");
launch(api, `${location.origin}/${row}`);
