import { DocusignAuth } from "docusign-jwt";
import { Hono } from "hono";

const app = new Hono();
let auth;

app.use(async (context, next) => {
  const { env } = context;
  auth ??= new DocusignAuth({
    clientId: env.DOCUSIGN_CLIENT_ID,
    userId: env.DOCUSIGN_USER_ID,
    privateKey: env.DOCUSIGN_PRIVATE_KEY,
    environment: { authServer: env.DOCUSIGN_AUTH_SERVER },
  });
  context.set("auth", auth);
  await next();
});

app.get("/token", async (context) => context.json({ token: await context.get("auth").getAccessToken() }));

export default app;
