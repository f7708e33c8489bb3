// What `switch (error.code)` knows, and who takes `auth.fetch` as its fetch. That it compiles is the test.
import { type AnyDocusignError, DocusignAuth, DocusignError, type KeyError } from "docusign-jwt";

export function told(error: unknown): string | number | undefined {
  if (!(error instanceof DocusignError)) return undefined;
  error satisfies AnyDocusignError;
  switch (error.code) {
    case "consent_required":
      return error.consentUrl;
    case "rate_limited":
      return error.retryAfter;
    case "user_lookup_several":
      return error.candidates.length;
    case "key_public":
      return (error satisfies KeyError, error.remedy);
    default:
      // @ts-expect-error: not every error has a link.
      return error.consentUrl;
  }
}

/** As openapi-fetch and ky declare theirs. */
interface Options {
  fetch: (input: Request, init?: RequestInit) => Promise<Response>;
}

const { fetch } = DocusignAuth.fromEnv({ DOCUSIGN_CLIENT_ID: "" }, { redirectUri: undefined });
export const options: Options = { fetch };
