//! The floors of each house: a room imports only from rooms below it, without circles.
//!
//! A house is a folder of sources, a room is a file or a folder directly in it. Inside a room, files may use each other
//! in any order without a circle.

mod graph;
mod javascript;
mod rust;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::run::place;
use graph::Graph;

/// The language of a house.
enum Language {
    Rust,
    JavaScript,
}

struct House {
    folder: &'static str,
    language: Language,
    /// From the lowest floor up; rooms on one floor do not import each other.
    floors: &'static [&'static [&'static str]],
}

const HOUSES: &[House] = &[
    House {
        folder: "src",
        language: Language::Rust,
        floors: &[
            &["wire"],
            &["error"],
            &["config", "crypto"],
            &["protocol"],
            &["settings"],
            &["flow", "diagnostics"],
            &["client"],
            &["js"],
            &["catalog", "fuzzing", "lib"],
        ],
    },
    House {
        folder: "pkg",
        language: Language::JavaScript,
        floors: &[
            &["lib", "load"],
            &["client", "page"],
            &["api", "internal"],
            &["index", "slim"],
            &["cli", "stores"],
        ],
    },
    House {
        folder: "pkg/lib",
        language: Language::JavaScript,
        floors: &[&["platform"], &["core"], &["keys", "page"], &["tools", "store"], &["client"]],
    },
    House {
        folder: "emulator/npm",
        language: Language::JavaScript,
        floors: &[&["lib", "load"], &["listen"], &["index"], &["cli", "jest", "msw", "vitest"]],
    },
    House {
        folder: "emulator/src",
        language: Language::Rust,
        floors: &[
            &["certificate", "state"],
            &["http", "host"],
            &["connect", "guard"],
            &["oauth", "pages", "rest"],
            &["control"],
            &["app"],
            &["wasm"],
            &["lib", "main"],
        ],
    },
    House {
        folder: "xtask/src",
        language: Language::Rust,
        floors: &[
            &["run", "source"],
            &["install"],
            &["package"],
            &["bench", "generate"],
            &["show"],
            &["test"],
            &["main"],
        ],
    },
    House {
        folder: "tests/js",
        language: Language::JavaScript,
        floors: &[
            &["harness"],
            &[
                "budget",
                "cli",
                "docs",
                "emulator",
                "examples",
                "field",
                "package",
                "runtimes",
                "rust-worker",
                "signer",
                "www",
            ],
            &["frameworks", "platform-examples", "security"],
        ],
    },
    // All JavaScript of the repository.
    House {
        folder: ".",
        language: Language::JavaScript,
        floors: &[
            &["emulator", "pkg"],
            &["runtimes"],
            &["benches", "examples", "www", "xtask"],
            &["tests"],
        ],
    },
];

/// Checks every house, and prints what it has.
pub fn check() -> Result<()> {
    let mut faults = Vec::new();
    for house in HOUSES {
        let graph = house.graph(&place::root())?;
        faults.extend(house.faults(&graph));
        println!("{}", house.summary(&graph));
    }
    if !faults.is_empty() {
        bail!("{} imports break the floors:\n  {}", faults.len(), faults.join("\n  "));
    }
    Ok(())
}

/// Prints the rooms and circles of the houses in another checkout, whose floors may be others.
pub fn look(arguments: &[String]) -> Result<()> {
    let [checkout] = arguments else { bail!("floors takes the folder of a checkout.") };
    let checkout = PathBuf::from(checkout).canonicalize()?;
    for house in HOUSES {
        if checkout.join(house.folder).is_dir() {
            let graph = house.graph(&checkout)?;
            println!("{}", house.summary(&graph));
            for circle in graph.circles() {
                println!("  round: {}", circle.join(", "));
            }
        }
    }
    Ok(())
}

impl House {
    fn graph(&self, checkout: &Path) -> Result<Graph> {
        let folder = checkout.join(self.folder);
        match self.language {
            Language::Rust => rust::graph(&folder),
            Language::JavaScript => javascript::graph(&folder),
        }
    }

    fn floor(&self, room: &str) -> Option<usize> {
        self.floors.iter().position(|floor| floor.contains(&room))
    }

    /// Imports that go up, sideways or in circles, and rooms without a floor.
    fn faults(&self, graph: &Graph) -> Vec<String> {
        let mut faults = Vec::new();
        for room in graph.rooms() {
            if self.floor(&room).is_none() {
                faults.push(format!("{}/{room} has no floor", self.folder));
            }
        }
        for (from, to, file) in graph.room_arrows() {
            if let (Some(above), Some(below)) = (self.floor(&from), self.floor(&to))
                && above <= below
            {
                faults.push(format!(
                    "{file}: {from} (floor {}) imports {to} (floor {})",
                    above + 1,
                    below + 1
                ));
            }
        }
        let circles = graph.circles().into_iter();
        faults.extend(
            circles.map(|circle| format!("{}: a circle of {}", self.folder, circle.join(", "))),
        );
        faults
    }

    fn summary(&self, graph: &Graph) -> String {
        let rooms = graph.rooms().len();
        let up = graph.room_arrows().into_iter().filter(|(from, to, _)| {
            matches!((self.floor(from), self.floor(to)), (Some(above), Some(below)) if above <= below)
        });
        let circles = graph.circles();
        let in_circles: usize = circles.iter().map(Vec::len).sum();
        let floors = self.floors.iter().rev().map(|floor| floor.join(" · "));
        format!(
            "{}: {rooms} rooms on {} floors, {} imports that go up or sideways, {} circles with {in_circles} places\n  {}",
            self.folder,
            self.floors.len(),
            up.count(),
            circles.len(),
            floors.collect::<Vec<_>>().join(" > "),
        )
    }
}
