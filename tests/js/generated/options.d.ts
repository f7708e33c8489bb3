/** Written by cargo xtask generate: the names of the options that the core and the package read, and words of events. */
export interface Names {
  assertion: {
    clientId: true;
    userId: true;
    environment: true;
    scopes: true;
    lifetime: true;
  };
  call: {
    target: true;
    method: true;
    accountId: true;
    replayable: true;
  };
  client: {
    clientId: true;
    userId: true;
    environment: true;
    scopes: true;
    redirectUri: true;
    accountId: true;
    organizationId: true;
    timeout: true;
    refreshMargin: true;
    retry: true;
  };
  clientInJavaScript: {
    privateKey: true;
    signer: true;
    store: true;
    storeSecret: true;
    fetch: true;
    now: true;
    onEvent: true;
    waitUntil: true;
  };
  code: {
    code: true;
    redirectUri: true;
    codeVerifier: true;
    clientSecret: true;
    origin: true;
  };
  consentUrl: {
    clientId: true;
    environment: true;
    scopes: true;
    redirectUri: true;
    state: true;
    prompt: true;
    loginHint: true;
    uiLocales: true;
    codeChallenge: true;
    responseType: true;
    impersonation: true;
  };
  inspection: {
    environment: true;
  };
  refresh: {
    refreshToken: true;
    clientSecret: true;
    origin: true;
  };
  retry: {
    limit: true;
    minDelay: true;
    maxDelay: true;
  };
  servers: {
    authServer: true;
    apiServer: true;
    adminServer: true;
  };
  userSearch: {
    email: true;
    status: true;
    accountId: true;
    organizationId: true;
  };
  ownOfFetch: {
    method: true;
    headers: true;
    body: true;
    json: true;
    signal: true;
    accountId: true;
    next: true;
    cf: true;
  };
  rejected: {
    invalid: true;
    expired: true;
  };
}
