import * as api from "docusign-jwt";
import { launch } from "./tests/js/runtimes/shared/launch.js";

/** Runs the shared suite where this request is handled. */
export async function answer(request) {
  return Response.json(await launch(api, new URL(request.url).searchParams.get("referee")));
}
