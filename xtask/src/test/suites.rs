//! All test suites: name, kind, and parallelism. To add a suite, add a line.

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
    /// A script in `tests/js/runtimes`, run by Node with the packed tarball and the emulator at hand.
    Script(&'static str),
    /// Such a script, with both browsers and their drivers at hand too.
    BrowserScript(&'static str),
    /// Such a script, with a Redis server at hand too.
    RedisScript(&'static str),
    /// The files `*.test.mjs` of a folder, by node's own test runner, with the packed tarball at hand.
    NodeTests(&'static str),
    /// The same, with zsh, fish, and Python, which makes pseudo-terminals.
    TerminalTests(&'static str),
    /// The same as `NodeTests`, with Next and vitest at hand too.
    FrameworkTests(&'static str),
    /// The same as `NodeTests`, with Chromium, Python and the packages of Python that the folder's `python` names.
    PythonTests(&'static str),
    /// The same, with the example Worker in Rust built.
    RustWorkerTests(&'static str),
    /// A command of `cargo xtask` itself.
    Xtask(&'static [&'static str]),
    /// The same, with Chromium at hand too.
    ChromiumTests(&'static str),
}

/// The suites that may run at the same time.
#[derive(Clone, Copy)]
pub enum Company {
    Any,
    /// The suite compiles, which takes all cores and cargo's lock.
    NoCompiler,
    /// The suite measures.
    None,
}

pub struct Suite {
    pub name: &'static str,
    pub company: Company,
    pub kind: Kind,
    /// Whether the suite runs only once a day or by name: it compiles for long, and few changes break it.
    pub daily: bool,
}

const fn runs(name: &'static str, kind: Kind) -> Suite {
    Suite { name, company: Company::Any, kind, daily: false }
}

const fn compiles(name: &'static str, kind: Kind) -> Suite {
    Suite { name, company: Company::NoCompiler, kind, daily: false }
}

const fn measures(name: &'static str, kind: Kind) -> Suite {
    Suite { name, company: Company::None, kind, daily: false }
}

const fn daily(suite: Suite) -> Suite {
    Suite { daily: true, ..suite }
}

/// In this order, if they may run beside each other. Long suites come first.
pub const SUITES: &[Suite] = &[
    measures("budget", Kind::NodeTests("tests/js/budget")),
    compiles(
        "native",
        Kind::Cargo(&[
            "test",
            "--workspace",
            "--features",
            "docusign-jwt/js,docusign-jwt/reqwest,docusign-jwt/store",
        ]),
    ),
    // Without the feature `js`, as Rust programs build it.
    compiles(
        "rust",
        Kind::Cargo(&["test", "--package", "docusign-jwt", "--features", "serde,reqwest,store"]),
    ),
    daily(compiles("supply", Kind::Xtask(&["supply"]))),
    runs("frameworks", Kind::FrameworkTests("tests/js/frameworks")),
    runs("store-worker", Kind::Script("stores/worker.mjs")),
    compiles("constant-time", Kind::Memcheck("constant-time")),
    runs("cli", Kind::TerminalTests("tests/js/cli")),
    // One of its tests builds in the folder of the workspace, and would wait for the builds above.
    runs("www", Kind::ChromiumTests("tests/js/www")),
    daily(compiles("constant-time-3", Kind::Memcheck("constant-time-3"))),
    compiles("wasm-node", Kind::WasmNode),
    compiles("wasm-chrome", Kind::WasmChrome),
    compiles("wasm-firefox", Kind::WasmFirefox),
    // The examples of what exists in WebAssembly only. They are compiled.
    compiles(
        "wasm-docs",
        Kind::Cargo(&[
            "test",
            "--doc",
            "--package",
            "docusign-jwt",
            "--target",
            "wasm32-unknown-unknown",
            "--features",
            "fetch",
            "--",
            "client::fetch",
        ]),
    ),
    daily(compiles("release", Kind::Xtask(&["release", "--check"]))),
    runs("node", Kind::NodeTests("tests/js/runtimes/node")),
    runs("security", Kind::NodeTests("tests/js/security")),
    runs("field", Kind::NodeTests("tests/js/field")),
    compiles("rust-worker", Kind::RustWorkerTests("tests/js/rust-worker")),
    compiles("fuzz", Kind::Xtask(&["fuzz", "--seconds", "3"])),
    compiles("docs", Kind::NodeTests("tests/js/docs")),
    runs("platform-examples", Kind::ChromiumTests("tests/js/platform-examples")),
    runs("matrix", Kind::BrowserScript("matrix.mjs")),
    runs("store-redis", Kind::RedisScript("stores/redis.mjs")),
    runs("store-clients", Kind::NodeTests("tests/js/runtimes/stores/clients")),
    compiles("package", Kind::NodeTests("tests/js/package")),
    runs("store-deno", Kind::Script("stores/deno.mjs")),
    runs("signer", Kind::NodeTests("tests/js/signer")),
    runs("examples", Kind::NodeTests("tests/js/examples")),
    runs("worker", Kind::Script("worker.mjs")),
    runs("deno", Kind::Script("deno.mjs")),
    runs("emulator", Kind::PythonTests("tests/js/emulator")),
];
