// The crate as cargo packages it, in a program outside of this workspace: with no feature, and with each one alone.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const root = new URL("../../../", import.meta.url).pathname;
const target = join(root, "target/consumer");
const WASM = ["--target", "wasm32-unknown-unknown"];
let folder;

function run(program, args, cwd) {
  const said = spawnSync(program, args, { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(said.status, 0, `${program} ${args.join(" ")}\n${said.stdout}${said.stderr}`);
  return said;
}

const metadata = () => JSON.parse(run("cargo", ["metadata", "--no-deps", "--format-version", "1"], root).stdout);
const crate = metadata().packages.find(({ name }) => name === "docusign-jwt");

before(() => {
  folder = mkdtempSync(join(tmpdir(), "docusign-jwt-consumer-"));
  const args = ["package", "--package", "docusign-jwt", "--no-verify", "--allow-dirty", "--target-dir", target];
  // That tests and benches stay behind is meant, and cargo says so of each.
  const warnings = run("cargo", args, root).stderr.match(/^warning: (?!ignoring ).*/gm);
  assert.equal(warnings, null);
  const { version } = crate;
  run("tar", ["xzf", join(target, `package/docusign-jwt-${version}.crate`), "-C", folder], root);
  run("mv", [join(folder, `docusign-jwt-${version}`), join(folder, "crate")], root);
  mkdirSync(join(folder, "program/src"), { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A use of what the feature adds. */
const USES = {
  none: "pub fn use_it() -> docusign_jwt::Scopes { docusign_jwt::Scopes::signature() }",
  client: "pub type Client<T> = docusign_jwt::DocusignAuth<T>;",
  reqwest:
    "pub fn is_send(auth: docusign_jwt::DocusignAuth<docusign_jwt::Reqwest>) -> impl Send { async move { auth.token().await.is_ok() } }",
  store:
    "pub fn build<T: docusign_jwt::Transport>(builder: docusign_jwt::DocusignAuthBuilder<T>, store: impl docusign_jwt::TokenStore + 'static) -> bool { builder.store(store).build().is_ok() }",
  fetch: "pub fn shares<T: Send + Sync>() {} pub fn auth() { shares::<docusign_jwt::DocusignAuth<docusign_jwt::Fetch>>() }",
};

function builds(feature, use, more) {
  const features = feature === "none" ? "" : `, features = ["${feature}"]`;
  const program = join(folder, "program");
  writeFileSync(
    join(program, "Cargo.toml"),
    `[package]\nname = "consumer"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\ndocusign-jwt = { path = "../crate"${features} }\n`,
  );
  writeFileSync(join(program, "src/lib.rs"), `#![deny(warnings)]\n${use}\n`);
  run("cargo", ["check", "--target-dir", target, ...more], program);
}

const features = Object.keys(crate.features).filter((name) => name !== "default");

for (const feature of ["none", ...features]) {
  // What is for WebAssembly alone adds nothing here, and must build all the same.
  test(`native, ${feature}`, () => builds(feature, feature === "fetch" ? USES.client : (USES[feature] ?? USES.none), []));
}

for (const feature of ["none", "client", "fetch", "store"]) test(`wasm32, ${feature}`, () => builds(feature, USES[feature], WASM));
