const [, , privateKey, clientId, userId] = process.argv;
const begun = performance.now();
const { SignJWT, importPKCS8 } = await import("jose");
const assertion = await new SignJWT({ scope: "signature impersonation" })
  .setProtectedHeader({ alg: "RS256" })
  .setIssuer(clientId)
  .setSubject(userId)
  .setAudience("account-d.docusign.com")
  .setIssuedAt()
  .setExpirationTime("10m")
  .sign(await importPKCS8(privateKey, "RS256"));
console.log(performance.now() - begun, assertion);
