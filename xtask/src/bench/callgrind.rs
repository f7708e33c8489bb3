//! Reads callgrind's profiles: instructions by function.

use std::collections::HashMap;

/// The instructions of each function, without those of the functions that it calls.
pub struct Profile(HashMap<String, u64>);

impl Profile {
    /// Reads the file format "callgrind", version 1. A name is spelled out where it first occurs, and a number later. The line
    /// after `calls=` is the cost of what is called.
    pub fn parse(text: &str) -> Option<Self> {
        let mut names = HashMap::new();
        let mut costs = HashMap::<String, u64>::new();
        let mut function = String::new();
        let mut is_call = false;
        for line in text.lines() {
            if let Some(name) = line.strip_prefix("fn=") {
                function = named(&mut names, name)?;
            } else if let Some(name) = line.strip_prefix("cfn=") {
                named(&mut names, name)?;
            } else if line.starts_with("calls=") {
                is_call = true;
            } else if line
                .starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first))
            {
                let cost: u64 = line.split(' ').nth(1)?.parse().ok()?;
                if !is_call {
                    *costs.entry(function.clone()).or_default() += cost;
                }
                is_call = false;
            }
        }
        let profile = Self(costs);
        let summary = text.lines().find_map(|line| line.strip_prefix("totals: "))?;
        (summary.parse() == Ok(profile.total())).then_some(profile)
    }

    /// The total.
    pub fn total(&self) -> u64 {
        self.0.values().sum()
    }

    /// The functions, the costliest first.
    pub fn by_function(&self) -> Vec<(&str, u64)> {
        let mut functions: Vec<_> =
            self.0.iter().map(|(name, cost)| (name.as_str(), *cost)).collect();
        functions.sort_by_key(|(name, cost)| (std::cmp::Reverse(*cost), *name));
        functions
    }
}

/// `(7) name` or `(7)`.
fn named<'a>(names: &mut HashMap<&'a str, &'a str>, text: &'a str) -> Option<String> {
    let (id, name) = text.split_once(')')?;
    let name = name.trim();
    if !name.is_empty() {
        names.insert(id, name);
    }
    names.get(id).map(|name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_profile() {
        let text = "version: 1\npositions: line\nevents: Ir\n\nfn=(1) main\n0 3\ncfn=(2) work\ncalls=1 0\n0 5\n+1 2\n\n\
                    fn=(2)\n0 5\n\ntotals: 10\n";
        let profile = Profile::parse(text).unwrap();
        assert_eq!(profile.by_function(), [("main", 5), ("work", 5)]);
        assert_eq!(profile.total(), 10);
        assert!(Profile::parse(&text.replace("totals: 10", "totals: 11")).is_none());
    }
}
