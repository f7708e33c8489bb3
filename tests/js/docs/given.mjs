// The values of `given.d.ts` while a block of code is run.
const env = globalThis.Deno?.env.toObject() ?? process.env;

Object.assign(globalThis, {
  clientId: env.DOCUSIGN_CLIENT_ID,
  userId: env.DOCUSIGN_USER_ID,
  privateKey: env.DOCUSIGN_PRIVATE_KEY,
  redirectUri: env.DOCUSIGN_REDIRECT_URI,
  otherUserId: env.OTHER_USER_ID,
  nextPrivateKey: env.NEXT_PRIVATE_KEY,
  accountId: env.DOCUSIGN_ACCOUNT_ID,
});
