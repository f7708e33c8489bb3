/** What goes wrong, as real subclasses of Error. The texts and codes come from the core. */

export class DocusignError extends Error {
  constructor(fields, { cause, response } = {}) {
    super(`${fields.message} ${fields.remedy}`, cause === undefined ? undefined : { cause });
    this.code = fields.code;
    hide(this, "remedy", fields.remedy);
    if (response !== undefined) hide(this, "response", response);
  }
}

export class ConfigError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    if (fields.accounts) this.accounts = fields.accounts;
  }
}

export class KeyError extends DocusignError {}

export class ConsentRequiredError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    this.consentUrl = fields.consentUrl;
    this.adminConsentHelp = fields.adminConsentHelp;
    this.scopes = fields.scopes;
    this.userId = fields.userId;
    this.status = fields.status;
  }
}

export class OAuthError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    this.error = fields.error ?? undefined;
    this.errorDescription = fields.errorDescription ?? undefined;
    this.status = fields.status;
    hide(this, "hint", fields.remedy);
    if (fields.retryAfter !== undefined) this.retryAfter = fields.retryAfter;
    if (fields.trace !== undefined) this.trace = fields.trace;
  }
}

export class RedirectError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    this.error = fields.error ?? undefined;
    this.errorDescription = fields.errorDescription ?? undefined;
  }
}

export class UserLookupError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    this.candidates = fields.candidates ?? [];
  }
}

export class NetworkError extends DocusignError {
  constructor(fields, more) {
    super(fields, more);
    this.timeout = fields.timeout === true;
    this.aborted = fields.aborted === true;
  }
}

export class ResponseError extends DocusignError {}

const classes = {
  ConfigError,
  KeyError,
  ConsentRequiredError,
  OAuthError,
  RedirectError,
  UserLookupError,
  NetworkError,
  ResponseError,
};

for (const [name, type] of Object.entries({ DocusignError, ...classes })) {
  Object.defineProperty(type.prototype, "name", { value: name, configurable: true, writable: true });
}

/** Whether an error is of this library. What a caller threw may be a Proxy, which no question survives. */
export function isOurs(error) {
  try {
    return error instanceof DocusignError;
  } catch {
    return false;
  }
}

/** The error that the core threw as JSON. */
export function fromCore(json, more) {
  const fields = JSON.parse(json);
  return new (classes[fields.class] ?? DocusignError)(fields, more);
}

/** The fields that {@link fromCore} makes the same error of. */
export function fieldsOf(error) {
  const { remedy, name } = error;
  const message = error.message.slice(0, -(remedy.length + 1));
  return { ...error, class: name, code: error.code, message, remedy };
}

function hide(error, name, value) {
  Object.defineProperty(error, name, { value, configurable: true, writable: true });
}
