// Programs that do what the settings say, ready to run. Keys and secrets come from the environment, never from here.

const quoted = (text) => JSON.stringify(text);

function options({ environment, clientId, userId, scopes, redirectUri }, indent) {
  const server = typeof environment === "string" ? quoted(environment) : `{ authServer: ${quoted(environment.authServer)} }`;
  const words = scopes.split(/\s+/).filter((word) => word !== "" && word !== "impersonation");
  const lines = [
    `clientId: ${quoted(clientId)},`,
    userId !== undefined && `userId: ${quoted(userId)},`,
    `environment: ${server},`,
    `scopes: ${JSON.stringify(words).replaceAll(",", ", ")},`,
    `redirectUri: ${quoted(redirectUri)},`,
  ];
  return lines
    .filter(Boolean)
    .map((line) => indent + line)
    .join("\n");
}

function worker(settings) {
  return `// Worker. The key: wrangler secret put DOCUSIGN_PRIVATE_KEY < private.pem
// The password, for the user name "app": wrangler secret put APP_PASSWORD
import { ConsentRequiredError, DocusignAuth } from "docusign-jwt";

let auth; // for the life of the isolate: it keeps tokens

export default {
  async fetch(request, env) {
    if (!(await isAllowed(request, env.APP_PASSWORD))) {
      return new Response("Log in\\n", { status: 401, headers: { "www-authenticate": 'Basic realm="docusign"' } });
    }
    auth ??= new DocusignAuth({
${options(settings, "      ")}
      privateKey: env.DOCUSIGN_PRIVATE_KEY,
    });
    try {
      const { name, accounts } = await auth.getUserInfo();
      return Response.json({ name, account: accounts[0]?.name });
    } catch (error) {
      if (error instanceof ConsentRequiredError) return Response.redirect(error.consentUrl, 302);
      throw error;
    }
  },
};

// Without a guard, anyone who finds the address reads what the user may read. Put your own login in its place.
async function isAllowed(request, password) {
  if (!password) return false; // closed until the secret is set
  const bytes = (text) => new TextEncoder().encode(text);
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const given = await crypto.subtle.sign("HMAC", key, bytes(request.headers.get("authorization") ?? ""));
  return crypto.subtle.verify("HMAC", key, given, bytes(\`Basic \${btoa(\`app:\${password}\`)}\`));
}
`;
}

function program(settings, { title, importFrom, key, exit }) {
  return `// ${title}
import { ConsentRequiredError, DocusignAuth } from "${importFrom}";

const auth = new DocusignAuth({
${options(settings, "  ")}
  privateKey: ${key},
});
try {
  const { name, accounts } = await auth.getUserInfo();
  console.log(name, accounts[0]?.accountId);
} catch (error) {
  if (!(error instanceof ConsentRequiredError)) throw error;
  console.log(\`Let the user open this once: \${error.consentUrl}\`);
  ${exit}(1);
}
`;
}

const deno = (settings) =>
  program(settings, {
    title: 'DOCUSIGN_PRIVATE_KEY="$(cat private.pem)" deno run --allow-net --allow-env program.js',
    importFrom: "npm:docusign-jwt",
    key: 'Deno.env.get("DOCUSIGN_PRIVATE_KEY")',
    exit: "Deno.exit",
  });

const node = (settings) =>
  program(settings, {
    title: 'npm install docusign-jwt && DOCUSIGN_PRIVATE_KEY="$(cat private.pem)" node program.mjs',
    importFrom: "docusign-jwt",
    key: "process.env.DOCUSIGN_PRIVATE_KEY",
    exit: "process.exit",
  });

const HOSTS = { demo: "account-d.docusign.com", production: "account.docusign.com" };

function shell({ environment, clientId, userId, scopes }) {
  const server = typeof environment === "string" ? `https://${HOSTS[environment]}` : environment.authServer;
  const single = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const claims = { iss: clientId, sub: userId, aud: new URL(server).host, scope: scopes };
  return `#!/bin/sh
# A token with nothing but openssl and curl. The key is in private.pem.
set -eu
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

now=$(date +%s)
header=$(printf '%s' '{"alg":"RS256","typ":"JWT"}' | base64url)
claims=$(printf '%s,"iat":%s,"exp":%s}' ${single(JSON.stringify(claims).slice(0, -1))} $((now - 300)) $((now + 600)) | base64url)
signature=$(printf '%s' "$header.$claims" | openssl dgst -sha256 -sign private.pem -binary | base64url)

# Through a pipe: other users of this machine can read the command line of curl.
printf 'assertion=%s' "$header.$claims.$signature" |
  curl -sS ${single(`${server}/oauth/token`)} \\
    -d 'grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer' -d @-
`;
}

export const SNIPPETS = { Worker: worker, Deno: deno, Node: node, Shell: shell };
