// A Worker.
import * as api from "docusign-jwt";
import { launch } from "../shared/launch.js";

export default {
  async fetch(_, { REFEREE }) {
    return Response.json(await launch(api, REFEREE));
  },
};
