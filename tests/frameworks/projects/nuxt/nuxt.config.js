export default defineNuxtConfig({
  compatibilityDate: "2026-07-01",
  // The environment fills these in: NUXT_DOCUSIGN_CLIENT_ID and so on.
  runtimeConfig: { docusign: { clientId: "", userId: "", privateKey: "", authServer: "" } },
});
