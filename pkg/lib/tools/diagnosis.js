import { atCaller } from "../core/call_site.js";
import { timeOf } from "../core/clock.js";
import { ask, failure } from "../core/core.js";
import { given, pick } from "../core/given.js";
import { toJson } from "../core/json.js";

/**
 * Decodes and checks an assertion.
 *
 * @param {string} assertion
 * @param {{ environment?: import("../../index.js").Environment | undefined, now?: number | (() => number) | undefined }} [options]
 * @returns {import("../../index.js").AssertionReport}
 */
export function inspectAssertion(assertion, options) {
  return atCaller(inspectAssertion, () => inspect(assertion, options));
}

/**
 * @param {string} assertion
 * @param {Parameters<typeof inspectAssertion>[1]} options
 */
function inspect(assertion, options) {
  if (typeof assertion !== "string") throw failure("option_invalid", "The assertion is not a string.");
  const { environment = null, now = Date.now() } = pick(options, ["environment", "now"]);
  const time = timeOf(now);
  const json = toJson({ environment });
  return JSON.parse(ask("inspectAssertion", assertion, json, time));
}

/**
 * Explains an error: a text, an Error, a body, or status and body of a response.
 *
 * @param {unknown} error
 * @returns {import("../../index.js").ErrorExplanation}
 */
export function explainError(error) {
  return atCaller(explainError, () => {
    const { status, text, request = "" } = given(() => said(error), "What to explain");
    return JSON.parse(ask("explainError", text, request, status));
  });
}

/**
 * @param {any} error
 * @returns {{ status?: number | undefined, text: string, request?: string }}
 */
function said(error) {
  if (typeof error === "string") return { text: error };
  if (error === null || typeof error !== "object") {
    throw failure("option_invalid", "The argument of explainError must be a string or an object.");
  }
  if (isError(error)) return { status: statusOf(error), text: ofError(error), request: ofRequest(error) };
  const { status, body = error } = error;
  if (status !== undefined && !isStatus(status)) {
    throw failure("option_invalid", "The option status is not an HTTP status.");
  }
  return { status, text: typeof body === "string" ? body : toJson(body), request: ofRequest(error) };
}

/**
 * An Error of any realm, or an SDK's substitute for one.
 *
 * @param {any} value
 */
function isError(value) {
  if (value.response !== null && typeof value.response === "object") return true;
  return typeof value.message === "string" && typeof value.stack === "string";
}

/**
 * The facts in an exception: the response body of axios, superagent and others, a code of this library, or its
 * message.
 *
 * @param {any} error
 * @returns {string}
 */
function ofError(error) {
  const body = error.response?.data ?? error.response?.body ?? error.response?.text;
  if (typeof body === "string" && body !== "") return body;
  if (body?.error ?? body?.errorCode ?? body?.ErrorCode) return toJson(body);
  const { cause } = error;
  const words = [error.code, error.errorDescription, error.error, error.message, cause?.code, cause?.message];
  return words.filter((word) => typeof word === "string").join("\n");
}

/**
 * The request in an exception of axios or superagent, to detect the grant. It is never shown.
 *
 * @param {any} error
 * @returns {string}
 */
function ofRequest(error) {
  const { response } = error;
  const config = error.config ?? response?.config;
  const sent = response?.request ?? response?.req;
  const words = [config?.url, config?.data, sent?.url, sent?._data, error.stack];
  return words.map((word) => (word !== null && typeof word === "object" ? toJson(word) : word)).join("\n");
}

/**
 * @param {any} error
 * @returns {number | undefined}
 */
function statusOf(error) {
  const status = error.status ?? error.response?.status;
  return isStatus(status) ? status : undefined;
}

/** @param {any} status */
const isStatus = (status) => Number.isInteger(status) && status >= 100 && status < 600;
