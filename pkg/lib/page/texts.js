/** What the core says, for the entry without a core. Written by cargo xtask generate from src/catalog/page.rs. */

/** What to do after a ConfigError, by its code. */
export const CONFIG_REMEDIES = {
  client_id_invalid:
    "Copy the Integration Key from Docusign's Apps and Keys page. It is a GUID such as 00000000-0000-0000-0000-000000000000.",
  environment_invalid: 'Use "demo", "production", or { authServer: "account-d.docusign.com" } for your own server.',
  environment_insecure: "Use https://. http:// is accepted only for a server on this machine (localhost, 127.0.0.1, [::1]).",
  scope_invalid:
    'Write scopes as separate words in lower case, for example ["signature", "impersonation"]. Do not use commas, quotes, plus signs or percent signs.',
  redirect_uri_invalid:
    "Pass the absolute URI exactly as it is registered with the integration key, for example https://example.com/callback.",
  option_missing: "",
  option_invalid: "",
};

/** What to do after a RedirectError, by its code. */
export const REDIRECT_REMEDIES = {
  consent_denied: "Open the consent URL again and choose Allow Access.",
  state_mismatch: "Do not use this redirect: it may come from another session or from an attacker. Start again with a new state.",
  redirect_failed: "Read error and errorDescription: they are Docusign's own words. Then open the consent URL again.",
  redirect_malformed: "Pass the whole address from the browser's address bar after Docusign redirected.",
};

/** What options are called elsewhere, by the option. */
export const ELSEWHERE = {
  clientId: "integrationkey integratorkey ikey dsclientid dsjwtclientid iss issuer",
  environment: "basepath baseurl baseuri oauthbasepath oauthbaseurl dsoauthserver authserver aud audience env",
  redirectUri: "callbackurl redirecturl",
};

export const KNOWN_SCOPES =
  "signature impersonation extended openid cors click.manage click.send organization_read organization_write organization_sub_account_read organization_sub_account_write group_read permission_read user_read user_write account_read account_write domain_read identity_provider_read user_data_redact asset_group_account_read asset_group_account_clone_read asset_group_account_clone_write connect_org_config_read_api connect_org_config_write_api connect_org_oauth_read_api connect_org_oauth_write_api connect_org_hmac_read_api connect_org_hmac_write_api dtr.rooms.read dtr.rooms.write dtr.documents.read dtr.documents.write dtr.profile.read dtr.profile.write dtr.company.read dtr.company.write room_forms spring_read spring_write content aow_manage adm_store_unified_repo_read adm_store_unified_repo_write document_uploader_read document_uploader_write public_dms_document_read search_read webforms_read webforms_instance_read webforms_instance_write notary_read notary_write";
export const CONSENT_OPTIONS =
  "clientId environment scopes redirectUri state prompt loginHint uiLocales codeChallenge responseType impersonation";
export const SERVERS = "authServer apiServer adminServer";
export const DEMO_HOST = "account-d.docusign.com";
export const PRODUCTION_HOST = "account.docusign.com";
export const AUTH_HOSTS = "account-d.docusign.com account.docusign.com account-s.docusign.com";
export const RESERVED_ENDINGS = "test local localhost internal invalid example";
export const PAGES = "www developers support community stage account-s";
export const DENIED = "access_denied consent_denied user_denied";

export const optionsOdd = "The options are not an object.";

/**
 * @param {string | number} name
 */
export const optionUnknown = (name) => `There is no option ${name}.`;

/**
 * @param {string | number} name
 * @param {string | number} option
 */
export const optionElsewhere = (name, option) => `There is no option ${name}. It is called ${option} here.`;

/**
 * @param {string | number} name
 * @param {string | number} option
 */
export const optionMisspelled = (name, option) => `There is no option ${name}. Did you mean ${option}?`;

/**
 * @param {string | number} options
 */
export const optionsHere = (options) => `The options here are ${options}.`;

/**
 * @param {string | number} option
 */
export const optionUndefined = (option) => `The option ${option} is undefined. Check that the environment variable is set.`;

/**
 * @param {string | number} option
 */
export const optionMissing = (option) => `The option ${option} is missing.`;

/**
 * @param {string | number} option
 */
export const optionNotText = (option) => `The option ${option} must be a string.`;

/**
 * @param {string | number} option
 */
export const optionNotFlag = (option) => `The option ${option} must be true or false.`;
export const responseTypeOdd = 'The option responseType must be "code" or "token".';

/**
 * @param {string | number} length
 */
export const hidden = (length) => `(${length} characters that are not shown)`;
export const clientIdEmpty = "The integration key (clientId) is empty.";

/**
 * @param {string | number} length
 */
export const clientIdIsNumber = (length) =>
  `The integration key (clientId) is a number of ${length} digits, not a GUID; it may be an account number.`;

/**
 * @param {string | number} length
 */
export const clientIdOdd = (length) =>
  `The integration key (clientId) is not a GUID of 32 hexadecimal digits (8-4-4-4-12): it has ${length} characters.`;

/**
 * @param {string | number} length
 * @param {string | number} at
 * @param {string | number} character
 */
export const clientIdHasOdd = (length, at, character) =>
  `The integration key (clientId) is not a GUID of 32 hexadecimal digits (8-4-4-4-12): it has ${length} characters; character ${at} (${character}) is not allowed.`;
export const environmentMissing = "environment is missing.";
export const environmentOdd = "environment must be a name or an object.";
export const environmentEmpty = "The environment is empty.";

/**
 * @param {string | number} shown
 */
export const environmentUnknown = (shown) => `The environment is "${shown}".`;

/**
 * @param {string | number} name
 */
export const writeName = (name) => `Use ${name}, or pass your own server's host as authServer.`;

/**
 * @param {string | number} shown
 */
export const serverIsName = (shown) => `authServer is "${shown}", which is not a server.`;

/**
 * @param {string | number} name
 */
export const writeNameInPlace = (name) => `Set the environment to ${name} in place of authServer.`;

/**
 * @param {string | number} shown
 */
export const notAuthServer = (shown) => `"${shown}" is not a Docusign auth server.`;

/**
 * @param {string | number} name
 */
export const writeNameForAll = (name) => `Set the environment to ${name}. It sets auth host, token URL and API servers together.`;

/**
 * @param {string | number} option
 * @param {string | number} shown
 */
export const notServer = (option, shown) => `${option} is "${shown}", which is not a server.`;

/**
 * @param {string | number} option
 */
export const writeServer = (option) =>
  `Use a host or an origin, for example ${option}: "https://auth.example.com", without path, query and user.`;

/**
 * @param {string | number} option
 * @param {string | number} shown
 */
export const serverInsecure = (option, shown) => `${option} is ${shown}: it is neither https:// nor on this machine.`;
export const scopesNotList = "The option scopes must be an array of strings.";
export const scopesNotText = "The option scopes must contain only strings.";
export const scopesEmpty = "The list of scopes is empty.";
export const scopesMany = "There are more than 100 scopes.";
export const scopeEmpty = "A scope is empty.";

/**
 * @param {string | number} shown
 */
export const scopesInText = (shown) => `"${shown}" contains several scopes in one string.`;

/**
 * @param {string | number} shown
 * @param {string | number} character
 */
export const scopeHasOdd = (shown, character) => `"${shown}" contains the character '${character}', which is not allowed in a scope.`;

/**
 * @param {string | number} length
 */
export const scopeLong = (length) => `A scope has ${length} characters.`;

/**
 * @param {string | number} shown
 */
export const scopeHasCapitals = (shown) => `"${shown}" contains capitals. Docusign's scopes are lower case.`;

/**
 * @param {string | number} shown
 */
export const scopesInWord = (shown) => `"${shown}" contains several scopes without spaces.`;

/**
 * @param {string | number} shown
 * @param {string | number} meant
 */
export const scopeMisspelled = (shown, meant) => `Scope "${shown}" is not a known scope; did you mean "${meant}"?`;

/**
 * @param {string | number} scopes
 */
export const writeScopes = (scopes) => `Write the scopes as "${scopes}".`;
export const uriEmpty = "The redirect URI is empty.";
export const uriLong = "The redirect URI is longer than 2000 characters.";
export const uriHasSpace = "The redirect URI contains a space or a control character.";
export const uriHasOdd = "The redirect URI contains a character that is not allowed in a URI, such as a quote or a brace.";
export const uriWithoutScheme = "The redirect URI does not start with a scheme, such as https://.";
export const uriWithoutHost = "The redirect URI has no host.";
export const uriHasWildcard = "The redirect URI has a wildcard, which Docusign does not support.";
export const uriHasFragment = "The redirect URI has a fragment.";
export const redirectOdd = "This is not a Docusign redirect: it has neither a code nor an error.";
export const redirectLong = "This is not a Docusign redirect: it is too long.";

/**
 * @param {string | number} name
 */
export const redirectDoubled = (name) => `This is not a Docusign redirect: it has more than one ${name}.`;
export const redirectBroken = "This is not a Docusign redirect: its percent-encoding is invalid.";

/**
 * @param {string | number} words
 */
export const redirectRefused = (words) => `Docusign redirected with ${words}.`;
export const stateEmpty = "The expected state is empty.";
export const stateMissing = "The redirect has no state.";
export const stateOther = "The state of the redirect differs from the one that was sent.";
