// Complete programs for the settings. Keys and secrets come from the environment, never from the page.
import { scopesFor, wordsOf } from "./known_scopes.js";
import { environmentOf, quoted as single } from "./shell.js";

const quoted = (text) => JSON.stringify(text);

function options({ environment, clientId, userId, scopes, redirectUri }, indent) {
  const server = typeof environment === "string" ? quoted(environment) : `{ authServer: ${quoted(environment.authServer)} }`;
  const words = wordsOf(scopes).filter((word) => word !== "impersonation");
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

function program(settings, { title, importFrom = "docusign-jwt", key, before = "", exit = "process.exit" }) {
  return `// ${title}
import { ConsentRequiredError, DocusignAuth } from "${importFrom}";
${before}
const auth = new DocusignAuth({
${options(settings, "  ")}
  privateKey: ${key},
});
try {
  const { name, accounts } = await auth.getUserInfo();
  console.log(name, accounts[0]?.accountId);
} catch (error) {
  if (!(error instanceof ConsentRequiredError)) throw error;
  console.log(\`The user must open this once: \${error.consentUrl}\`);
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
    key: "process.env.DOCUSIGN_PRIVATE_KEY",
  });

const bun = (settings) =>
  program(settings, {
    title: 'bun add docusign-jwt && DOCUSIGN_PRIVATE_KEY="$(cat private.pem)" bun program.js',
    key: "Bun.env.DOCUSIGN_PRIVATE_KEY",
  });

const typescript = (settings) =>
  program(settings, {
    title: 'npm install docusign-jwt && DOCUSIGN_PRIVATE_KEY="$(cat private.pem)" node program.ts (Node 24)',
    before: `
const { DOCUSIGN_PRIVATE_KEY: privateKey } = process.env;
if (privateKey === undefined) throw new Error("Set DOCUSIGN_PRIVATE_KEY.");
`,
    key: "privateKey",
  }).replace("privateKey: privateKey,", "privateKey,");

function rust({ environment, clientId, userId, scopes, redirectUri }) {
  const [name, server] = environmentOf(environment);
  const place = name === undefined ? `Environment::custom(${quoted(server)}, None, None)?` : `${quoted(name)}.parse()?`;
  const user = userId === undefined ? "" : `\n        .with_user(UserId::parse(${quoted(userId)})?)`;
  return `// cargo add docusign-jwt --features reqwest && cargo add tokio --features macros,rt
// DOCUSIGN_PRIVATE_KEY="$(cat private.pem)" cargo run
use docusign_jwt::{ClientId, DocusignAuth, ${name === undefined ? "Environment, " : ""}PrivateKey, Settings${user && ", UserId"}};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = PrivateKey::parse(std::env::var("DOCUSIGN_PRIVATE_KEY")?)?;
    let settings = Settings::new(ClientId::parse(${quoted(clientId)})?, ${place})${user}
        .with_scopes(${quoted(scopes)}.parse()?)
        .with_redirect_uri(${quoted(redirectUri)});
    let auth = DocusignAuth::with_reqwest(settings, key)?;
    match auth.user_info().await {
        Ok(user) => {
            let account = user.accounts.first().map(|account| account.account_id.as_str());
            println!("{} {}", user.name.as_deref().unwrap_or_default(), account.unwrap_or_default());
        }
        Err(error) => match error.consent_url() {
            Some(url) => println!("The user must open this once: {url}"),
            None => return Err(error.into()),
        },
    }
    Ok(())
}
`;
}

function shell({ environment, clientId, userId, scopes }) {
  const [, server] = environmentOf(environment);
  const claims = { iss: clientId, sub: userId, aud: new URL(server).host, scope: scopesFor({ scopes, userId }).join(" ") };
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

/** By tab: the file name, and the generator. */
export const SNIPPETS = {
  Worker: ["worker.js", worker],
  Deno: ["program.js", deno],
  Bun: ["program.js", bun],
  Node: ["program.mjs", node],
  TypeScript: ["program.ts", typescript],
  Rust: ["main.rs", rust],
  Shell: ["token.sh", shell],
};
