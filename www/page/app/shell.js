// Settings as shell words.

/** A text in single quotes. */
export const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const HOSTS = { demo: "account-d.docusign.com", production: "account.docusign.com" };

/** The name of an environment, if it has one, and the origin of its auth server. */
export const environmentOf = (environment) =>
  typeof environment === "string" ? [environment, `https://${HOSTS[environment]}`] : [undefined, environment.authServer];
