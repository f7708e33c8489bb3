import { call, failure } from "./core.js";
import { toJson } from "./json.js";

/** Takes an assertion apart, and checks it. */
export function inspectAssertion(assertion, { environment = null, now = Date.now() } = {}) {
  if (typeof assertion !== "string") throw failure("option_invalid", "The assertion is not a string.");
  const time = typeof now === "function" ? now() : now;
  if (typeof time !== "number") throw failure("clock_invalid", "The option now is not a number.");
  return JSON.parse(call((core) => core.inspectAssertion(assertion, toJson({ environment }), time)));
}

/** Says what an error means: a text, an Error, or status and body of an answer. */
export function explainError(answer) {
  const { status, text } = said(answer);
  return JSON.parse(call((core) => core.explainError(text, status)));
}

function said(answer) {
  if (typeof answer === "string") return { text: answer };
  if (answer === null || typeof answer !== "object") {
    throw failure("option_invalid", "What to explain is neither a text nor an object.");
  }
  if (answer instanceof Error) return { status: statusOf(answer), text: ofError(answer) };
  const { status, body = "" } = answer;
  if (status !== undefined && !isStatus(status)) {
    throw failure("option_invalid", "The option status is no HTTP status.");
  }
  return { status, text: typeof body === "string" ? body : toJson(body) };
}

/** What an exception knows: the body that axios, superagent and others hang on it, a code of this library, or its message. */
function ofError(error) {
  const body = error.response?.data ?? error.response?.body ?? error.response?.text;
  if (typeof body === "string" && body !== "") return body;
  if (body?.error ?? body?.errorCode) return toJson(body);
  const words = [error.code, error.errorDescription, error.error, error.message, error.cause?.code];
  return words.filter((word) => typeof word === "string").join("\n");
}

function statusOf(error) {
  const status = error.status ?? error.response?.status;
  return isStatus(status) ? status : undefined;
}

const isStatus = (status) => Number.isInteger(status) && status >= 100 && status < 600;
