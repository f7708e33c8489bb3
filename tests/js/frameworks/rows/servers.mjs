// Frameworks with a server: in development, and what they build.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node } from "../../../../runtimes/nodes.mjs";
import { servesToken } from "../answer.mjs";
import { answersUserInfo, writeGuide } from "../guide.mjs";
import { freePort, launch, project, start, succeeds } from "../project.mjs";
import { wranglerDev } from "./workers.mjs";

/** A server answers with a token at each path. In arguments and variables, PORT stands for its port. */
async function serves({ emulator }, folder, program, args, env, paths) {
  const port = `${await freePort()}`;
  const fill = (text) => text.replace("PORT", port);
  const given = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]));
  const run = program === undefined ? (...more) => launch(node(24), ...more) : (...more) => start(node(24), folder, program, ...more);
  const server = program === undefined ? run(args.map(fill), folder, given) : run(args.map(fill), given);
  try {
    for (const path of paths) {
      await emulator.reset();
      await servesToken(emulator, server, `http://127.0.0.1:${port}${path}`);
    }
  } finally {
    await server.stop();
  }
}

const builds = (folder, program, args, env = {}) => succeeds(start(node(24), folder, program, args, env));
const atPort = ["--host", "127.0.0.1", "--port", "PORT"];

const VITE = "vite/bin/vite.js";

/** SvelteKit with an adapter; the third version is told of it in Vite's configuration. */
function sveltekit(row, name, third) {
  const folder = project("sveltekit", row.group);
  const adapter = `import adapter from "@sveltejs/adapter-${name}";\n`;
  const plugin = `import { sveltekit } from "@sveltejs/kit/vite";\n`;
  const write = (file, text) => writeFileSync(join(folder, file), text);
  if (third) {
    const variables = Object.keys(row.env).map((name) => `${name}: {}`);
    write("src/env.js", `import { defineEnvVars } from "@sveltejs/kit/env";\nexport const variables = defineEnvVars({ ${variables} });\n`);
    const route = join(folder, "src/routes/token/+server.js");
    const text = readFileSync(route, "utf8").replace('{ env } from "$env/dynamic/private"', '* as env from "$app/env/private"');
    writeFileSync(route, text);
    write("vite.config.js", `${adapter}${plugin}export default { plugins: [sveltekit({ adapter: adapter() })] };\n`);
  } else {
    write("svelte.config.js", `${adapter}export default { kit: { adapter: adapter() } };\n`);
    write("vite.config.js", `${plugin}export default { plugins: [sveltekit()] };\n`);
  }
  return folder;
}

const ASTRO = "astro/bin/astro.mjs";
const NUXT = "nuxt/bin/nuxt.mjs";
const NITRO = "nitro/dist/cli/index.mjs";
const NEXT = "next/dist/bin/next";
const REACT_ROUTER = "@react-router/dev/bin.cjs";

/** The variables as the runtime configuration of Nuxt and Nitro reads them. */
const forRuntimeConfig = (prefix, env) => Object.fromEntries(Object.entries(env).map(([name, value]) => [`${prefix}_${name}`, value]));

/** What Nitro makes for Cloudflare, with what its user has to set for WebAssembly. */
async function onCloudflare(row, name, program, prefix, path, more) {
  const folder = project(name, row.group);
  more?.(folder);
  await builds(folder, program, ["build"], { NITRO_PRESET: "cloudflare_module" });
  const env = forRuntimeConfig(prefix, row.env);
  await wranglerDev({ ...row, env }, folder, path);
}

/** Builds what a guide has, serves it, and asks at each path. */
async function guide({ emulator, env }, folder, program, buildArgs, serve, paths) {
  await builds(folder, program, buildArgs, env);
  const port = `${await freePort()}`;
  const [command, args, more] = serve(port);
  const given = { ...env, ...more };
  const server = command === undefined ? launch(node(24), args, folder, given) : start(node(24), folder, command, args, given);
  try {
    await server.finds(/Ready in|Listening on/);
    for (const path of paths) await answersUserInfo(`http://127.0.0.1:${port}`, path);
  } finally {
    await server.stop();
  }
}

const NEXT_GUIDE = "docs/guides/next.md";
const nextStart = (port) => [NEXT, ["start", "--hostname", "127.0.0.1", "--port", port], {}];

/** The project that Next's guide makes, with the layout and the route that it takes for granted. */
async function nextGuide(row, names, config, paths) {
  const folder = project("next-guide", row.group);
  writeGuide(folder, NEXT_GUIDE, names, row.emulator);
  const root = JSON.stringify(join(folder, ".."));
  writeFileSync(join(folder, "next.config.mjs"), `export default { turbopack: { root: ${root} }, ${config} };\n`);
  await guide(row, folder, NEXT, ["build"], nextStart, paths);
}

export const ROWS = {
  "next-guide": (row) =>
    nextGuide(row, ["docusign.js", "app/node/route.js", "app/edge/route.js", "proxy.js"], "", ["/node", "/edge", "/proxied"]),
  "next-guide-cache-components": (row) => nextGuide(row, ["docusign.js", "app/page.js"], "cacheComponents: true", ["/"]),
  "nuxt-guide": (row) => {
    const folder = project("nuxt", row.group);
    const names = ["nuxt.config.js", "server/utils/docusign.js", "server/api/user.js"];
    writeGuide(folder, "docs/guides/nuxt.md", names, row.emulator);
    const env = forRuntimeConfig("NUXT", row.env);
    const serve = (port) => [undefined, [".output/server/index.mjs"], { HOST: "127.0.0.1", PORT: port }];
    return guide({ ...row, env }, folder, NUXT, ["build"], serve, ["/api/user"]);
  },
  "sveltekit-development": (row) => serves(row, sveltekit(row, "node", true), VITE, ["dev", ...atPort], row.env, ["/token"]),
  "sveltekit-production": async (row) => {
    const folder = sveltekit(row, "node", true);
    await builds(folder, VITE, ["build"], row.env);
    await serves(row, folder, undefined, ["build"], { ...row.env, HOST: "127.0.0.1", PORT: "PORT" }, ["/token"]);
  },
  "sveltekit-cloudflare": async (row) => {
    const folder = sveltekit(row, "cloudflare", false);
    await builds(folder, VITE, ["build"]);
    await wranglerDev(row, folder, "/token");
  },
  "astro-development": (row) => serves(row, project("astro", row.group), ASTRO, ["dev", ...atPort], row.env, ["/token"]),
  "astro-production": async (row) => {
    const folder = project("astro", row.group);
    await builds(folder, ASTRO, ["build"]);
    await serves(row, folder, undefined, ["dist/server/entry.mjs"], { ...row.env, HOST: "127.0.0.1", PORT: "PORT" }, ["/token"]);
  },
  "astro-cloudflare": async (row) => {
    const folder = project("astro", row.group);
    await builds(folder, ASTRO, ["build"], { ADAPTER: "cloudflare" });
    await wranglerDev(row, folder, "/token");
  },
  "nuxt-development": (row) => {
    const env = forRuntimeConfig("NUXT", row.env);
    return serves(row, project("nuxt", row.group), NUXT, ["dev", ...atPort], env, ["/api/token"]);
  },
  "nuxt-production": async (row) => {
    const folder = project("nuxt", row.group);
    await builds(folder, NUXT, ["build"]);
    const env = { ...forRuntimeConfig("NUXT", row.env), HOST: "127.0.0.1", PORT: "PORT" };
    await serves(row, folder, undefined, [".output/server/index.mjs"], env, ["/api/token"]);
  },
  "nuxt-cloudflare": (row) => onCloudflare(row, "nuxt", NUXT, "NUXT", "/api/token"),
  "nitro-development": (row) => {
    const env = forRuntimeConfig("NITRO", row.env);
    return serves(row, project("nitro", row.group), NITRO, ["dev", ...atPort], env, ["/token"]);
  },
  "nitro-production": async (row) => {
    const folder = project("nitro", row.group);
    await builds(folder, NITRO, ["build"]);
    const env = { ...forRuntimeConfig("NITRO", row.env), HOST: "127.0.0.1", PORT: "PORT" };
    await serves(row, folder, undefined, [".output/server/index.mjs"], env, ["/token"]);
  },
  "nitro-cloudflare": (row) => onCloudflare(row, "nitro", NITRO, "NITRO", "/token"),
  "react-router-development": (row) =>
    serves(row, project("react-router", row.group), REACT_ROUTER, ["dev", ...atPort], row.env, ["/token"]),
  "react-router-production": async (row) => {
    const folder = project("react-router", row.group);
    await builds(folder, REACT_ROUTER, ["build"]);
    const env = { ...row.env, HOST: "127.0.0.1", PORT: "PORT" };
    await serves(row, folder, "@react-router/serve/bin.cjs", ["./build/server/index.js"], env, ["/token"]);
  },
  opennext: async (row) => {
    const folder = project("opennext", row.group);
    await builds(folder, "@opennextjs/cloudflare/dist/cli/index.js", ["build"], row.env);
    await wranglerDev(row, folder, "/token");
  },
  "next-15-development": (row) =>
    serves(row, project("next-15", row.group), NEXT, ["dev", "--hostname", "127.0.0.1", "--port", "PORT"], row.env, ["/node", "/edge"]),
  "next-15-production": async (row) => {
    const folder = project("next-15", row.group);
    await builds(folder, NEXT, ["build"], row.env);
    await serves(row, folder, NEXT, ["start", "--hostname", "127.0.0.1", "--port", "PORT"], row.env, ["/node", "/edge"]);
  },
};
