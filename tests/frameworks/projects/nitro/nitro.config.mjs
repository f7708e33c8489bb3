import { defineConfig } from "nitro";

export default defineConfig({
  serverDir: "./",
  compatibilityDate: "2026-07-01",
  runtimeConfig: { docusign: { clientId: "", userId: "", privateKey: "", authServer: "" } },
});
