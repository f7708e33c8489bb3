const [, , privateKey, clientId, userId] = process.argv;
const begun = performance.now();
const { signAssertion } = await import("docusign-jwt");
const assertion = signAssertion({ clientId, userId, privateKey, environment: "demo" });
console.log(performance.now() - begun, assertion);
