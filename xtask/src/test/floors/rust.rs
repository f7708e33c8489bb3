//! The imports of Rust sources: every path that begins with `crate`, `super` or `self`, also inside of macros.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;
use syn::{ItemUse, UseTree, Visibility};

use super::graph::{Graph, Place};

/// The entry files of a house.
const ENTRIES: [&str; 2] = ["lib", "main"];

pub fn graph(folder: &Path) -> Result<Graph> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut modules: BTreeMap<Place, syn::File> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let parsed =
            syn::parse_file(&text).with_context(|| format!("cannot read {}", file.display()))?;
        modules.insert(place_of(folder, &file)?, parsed);
    }
    let root = Root::of(&modules);
    let mut graph = Graph::default();
    for (place, file) in &modules {
        graph.add_place(place.clone());
        let mut imports = Imports { module: module_path(place), paths: Vec::new(), tests: 0 };
        imports.visit_file(file);
        for path in imports.paths {
            if let Some(to) = root.resolve(&path)
                && to != *place
            {
                graph.add_arrow(place, &to);
            }
        }
    }
    Ok(graph)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("no folder {}", folder.display()))? {
        let path = entry?.path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

fn place_of(folder: &Path, file: &Path) -> Result<Place> {
    let below = file.strip_prefix(folder)?.with_extension("");
    let mut place: Place = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if place.len() > 1 && place.last().is_some_and(|name| name == "mod") {
        place.pop();
    }
    Ok(place)
}

/// The path of a file's module, which for an entry is the root.
fn module_path(place: &Place) -> Place {
    match place.as_slice() {
        [only] if ENTRIES.contains(&only.as_str()) => Vec::new(),
        _ => place.clone(),
    }
}

/// The modules, and the exports of the entry.
struct Root<'a> {
    modules: Vec<&'a Place>,
    exports: BTreeMap<String, Place>,
}

impl<'a> Root<'a> {
    fn of(modules: &'a BTreeMap<Place, syn::File>) -> Self {
        let mut exports = BTreeMap::new();
        for entry in ENTRIES {
            for item in modules.get(&vec![entry.to_owned()]).map_or(&[][..], |file| &file.items) {
                if let syn::Item::Use(ItemUse { tree, vis: Visibility::Public(_), .. }) = item {
                    let mut paths = Vec::new();
                    flatten(tree, &mut Vec::new(), &mut paths);
                    exports.extend(
                        paths.into_iter().filter_map(|path| Some((path.last()?.clone(), path))),
                    );
                }
            }
        }
        Self { modules: modules.keys().collect(), exports }
    }

    /// The module of a path from the root: its longest part that is a module.
    fn resolve(&self, path: &[String]) -> Option<Place> {
        let found = (1..=path.len()).rev().map(|end| &path[..end]);
        let mut found =
            found.filter(|part| self.modules.iter().any(|module| module.as_slice() == *part));
        if let Some(place) = found.next() {
            return Some(place.to_vec());
        }
        let exported = self.exports.get(path.first()?)?;
        (exported.as_slice() != path).then(|| self.resolve(exported))?
    }
}

struct Imports {
    module: Place,
    /// From the root.
    paths: Vec<Place>,
    /// The nesting depth of test modules.
    tests: usize,
}

impl Imports {
    fn add(&mut self, words: &[String]) {
        if self.tests > 0 {
            return;
        }
        let mut base = self.module.clone();
        let mut rest = words;
        match rest.first().map(String::as_str) {
            Some("crate") => base.clear(),
            Some("self") => {}
            Some("super") => {
                while let Some("super") = rest.first().map(String::as_str) {
                    base.pop();
                    rest = &rest[1..];
                }
                self.paths.push([base.as_slice(), rest].concat());
                return;
            }
            _ => return,
        }
        self.paths.push([base.as_slice(), &rest[1..]].concat());
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        for path in paths {
            self.add(&path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let words: Place = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&words);
        syn::visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.visit_path(&item.path);
        for path in paths_in(item.tokens.clone()) {
            self.add(&path);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Inline: its `super` is this file. Imports of tests do not count.
        if item.content.is_some() {
            let is_test = item.attrs.iter().any(is_test);
            self.tests += usize::from(is_test);
            self.module.push(item.ident.to_string());
            syn::visit::visit_item_mod(self, item);
            self.module.pop();
            self.tests -= usize::from(is_test);
        }
    }
}

/// Whether an attribute is `cfg(test)`, or one like it.
fn is_test(attribute: &syn::Attribute) -> bool {
    let syn::Meta::List(list) = &attribute.meta else { return false };
    list.path.is_ident("cfg") && list.tokens.to_string().contains("test")
}

fn flatten(tree: &UseTree, before: &mut Place, paths: &mut Vec<Place>) {
    let with = |before: &Place, name: String| [before.as_slice(), &[name]].concat();
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, paths);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => paths.push(before.clone()),
        UseTree::Name(name) => paths.push(with(before, name.ident.to_string())),
        UseTree::Rename(name) => paths.push(with(before, name.ident.to_string())),
        UseTree::Glob(_) => paths.push(before.clone()),
        UseTree::Group(group) => {
            for tree in &group.items {
                flatten(tree, before, paths);
            }
        }
    }
}

/// The paths among a macro's tokens.
fn paths_in(tokens: TokenStream) -> Vec<Place> {
    let mut paths = Vec::new();
    let mut path = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(word) if path.is_empty() || colons == 2 => {
                path.push(word.to_string());
                colons = 0;
            }
            TokenTree::Ident(word) => {
                paths.push(std::mem::replace(&mut path, vec![word.to_string()]));
                colons = 0;
            }
            TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => paths.extend(paths_in(group.stream())),
            _ => {
                paths.push(std::mem::take(&mut path));
                colons = 0;
            }
        }
    }
    paths.push(path);
    paths
}
