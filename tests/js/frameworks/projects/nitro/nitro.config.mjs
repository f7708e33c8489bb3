import { defineNitroConfig as defineConfig } from "nitro/config";

export default defineConfig({
  serverDir: "./",
  compatibilityDate: "2026-07-01",
  runtimeConfig: { docusign: { clientId: "", userId: "", privateKey: "", authServer: "" } },
  // Part of the output, not traced: the entry of a bundler is not that of Node.
  externals: { inline: ["docusign-jwt"] },
  // Nitro 3 has no minifier of its own.
  minify: false,
  // For Cloudflare, where the platform compiles WebAssembly.
  experimental: { wasm: true },
  cloudflare: { deployConfig: true, nodeCompat: true },
});
