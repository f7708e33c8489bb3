import { headerOf } from "../platform/transport.js";

/**
 * Docusign's rate limits, from the response headers.
 * https://developers.docusign.com/platform/resource-limits
 *
 * @param {[string, string][]} headers
 */
export function rateLimit(headers) {
  /** @param {string} name */
  const number = (name) => {
    const value = headerOf(headers, name);
    return value === undefined || value.trim() === "" || !Number.isFinite(+value) ? undefined : +value;
  };
  const limits = {
    limit: number("x-ratelimit-limit"),
    remaining: number("x-ratelimit-remaining"),
    reset: number("x-ratelimit-reset"),
    burstLimit: number("x-burstlimit-limit"),
    burstRemaining: number("x-burstlimit-remaining"),
  };
  if (limits.reset !== undefined) limits.reset *= 1000;
  return Object.values(limits).some((value) => value !== undefined) ? limits : undefined;
}
