import cloudflare from "@astrojs/cloudflare";
import node from "@astrojs/node";
import { defineConfig, envField } from "astro/config";

const secret = () => envField.string({ context: "server", access: "secret" });

export default defineConfig({
  output: "server",
  adapter: process.env.ADAPTER === "cloudflare" ? cloudflare() : node({ mode: "standalone" }),
  session: false,
  env: {
    schema: {
      DOCUSIGN_CLIENT_ID: secret(),
      DOCUSIGN_USER_ID: secret(),
      DOCUSIGN_PRIVATE_KEY: secret(),
      DOCUSIGN_AUTH_SERVER: secret(),
    },
  },
});
