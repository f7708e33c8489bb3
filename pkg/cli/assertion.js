import { call } from "../lib/core.js";
import { toJson } from "../lib/json.js";

/** An assertion taken apart: header, claims, and what is wrong with it now. */
export function inspectAssertion(assertion, environment) {
  const json = toJson({ environment });
  return JSON.parse(call((core) => core.inspectAssertion(assertion, json, Date.now())));
}
