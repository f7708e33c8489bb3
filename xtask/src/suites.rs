//! Every suite of tests: its name, what it needs, how it runs. To add one, add a line.

/// How a suite runs.
#[derive(Clone, Copy)]
pub enum Kind {
    /// `cargo test` with these arguments.
    Cargo(&'static [&'static str]),
    /// The signer's tests that valgrind's memcheck watches, built with this profile.
    Memcheck(&'static str),
    /// wasm-bindgen's tests in Node, through wasm-pack.
    WasmNode,
    /// wasm-bindgen's tests in a page of Chromium, through wasm-pack.
    WasmChrome,
    /// The same in a page of Firefox.
    WasmFirefox,
    /// A script in `tests/runtimes`, run by Node with the packed tarball and the emulator at hand.
    Script(&'static str),
    /// Such a script, with both browsers and their drivers at hand too.
    BrowserScript(&'static str),
    /// Such a script, with a Redis server at hand too.
    RedisScript(&'static str),
    /// The files `*.test.mjs` of a folder, by node's own test runner, with the packed tarball at hand.
    NodeTests(&'static str),
    /// A command of `cargo xtask` itself.
    Xtask(&'static [&'static str]),
    /// The same, with Chromium at hand too.
    ChromiumTests(&'static str),
}

pub struct Suite {
    pub name: &'static str,
    pub kind: Kind,
}

pub const SUITES: &[Suite] = &[
    Suite { name: "native", kind: Kind::Cargo(&["test", "--workspace"]) },
    Suite { name: "constant-time", kind: Kind::Memcheck("constant-time") },
    Suite { name: "constant-time-3", kind: Kind::Memcheck("constant-time-3") },
    Suite { name: "wasm-node", kind: Kind::WasmNode },
    Suite { name: "wasm-chrome", kind: Kind::WasmChrome },
    Suite { name: "wasm-firefox", kind: Kind::WasmFirefox },
    Suite { name: "package", kind: Kind::NodeTests("tests/package") },
    Suite { name: "budget", kind: Kind::NodeTests("tests/budget") },
    Suite { name: "release", kind: Kind::Xtask(&["release", "--check"]) },
    Suite { name: "node", kind: Kind::NodeTests("tests/runtimes/node") },
    Suite { name: "signer", kind: Kind::NodeTests("tests/signer") },
    Suite { name: "examples", kind: Kind::NodeTests("tests/examples") },
    Suite { name: "platform-examples", kind: Kind::ChromiumTests("tests/platform-examples") },
    Suite { name: "docs", kind: Kind::NodeTests("tests/docs") },
    Suite { name: "cli", kind: Kind::NodeTests("tests/cli") },
    Suite { name: "worker", kind: Kind::Script("worker.mjs") },
    Suite { name: "deno", kind: Kind::Script("deno.mjs") },
    Suite { name: "matrix", kind: Kind::BrowserScript("matrix.mjs") },
    Suite { name: "security", kind: Kind::NodeTests("tests/security") },
    Suite { name: "fuzz", kind: Kind::Xtask(&["fuzz", "--seconds", "3"]) },
    Suite { name: "supply", kind: Kind::Xtask(&["supply"]) },
    Suite { name: "store-clients", kind: Kind::NodeTests("tests/runtimes/stores/clients") },
    Suite { name: "www", kind: Kind::ChromiumTests("tests/www") },
    Suite { name: "store-redis", kind: Kind::RedisScript("stores/redis.mjs") },
    Suite { name: "store-deno", kind: Kind::Script("stores/deno.mjs") },
    Suite { name: "store-worker", kind: Kind::Script("stores/worker.mjs") },
];
