export default defineNuxtConfig({
  compatibilityDate: "2026-07-01",
  // The environment fills these in: NUXT_DOCUSIGN_CLIENT_ID and so on.
  runtimeConfig: { docusign: { clientId: "", userId: "", privateKey: "", authServer: "" } },
  nitro: {
    // Part of the output, not traced: the entry of a bundler is not that of Node.
    externals: { inline: ["docusign-jwt"] },
    // For Cloudflare, where the platform compiles WebAssembly.
    experimental: { wasm: true },
    cloudflare: { deployConfig: true, nodeCompat: true },
  },
});
