// A Worker that brings the module itself.
import module from "docusign-jwt/core.wasm";
import * as api from "docusign-jwt/slim";
import { launch } from "../shared/launch.js";

api.init(module, { sharesPromises: false });

export default {
  async fetch(_, { REFEREE }) {
    return Response.json(await launch(api, REFEREE));
  },
};
