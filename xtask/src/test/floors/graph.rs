//! Places and the imports between them.

use std::collections::{BTreeMap, BTreeSet};

/// A place is the path of a module below the house, such as `["crypto", "key", "pem"]`.
pub type Place = Vec<String>;

/// The imports between places.
#[derive(Default)]
pub struct Graph {
    places: BTreeSet<Place>,
    arrows: BTreeSet<(Place, Place)>,
}

impl Graph {
    pub fn add_place(&mut self, place: Place) {
        self.places.insert(place);
    }

    pub fn add_arrow(&mut self, from: &[String], to: &[String]) {
        self.arrows.insert((from.to_vec(), to.to_vec()));
    }

    pub fn rooms(&self) -> BTreeSet<String> {
        self.places.iter().filter_map(|place| place.first().cloned()).collect()
    }

    /// The imports from room to room: from, to, and the place that has it.
    pub fn room_arrows(&self) -> Vec<(String, String, String)> {
        let between = |(from, to): &(Place, Place)| {
            let (room, other) = (from.first()?, to.first()?);
            (room != other).then(|| (room.clone(), other.clone(), from.join("/")))
        };
        self.arrows.iter().filter_map(between).collect()
    }

    /// The circles: in the house among rooms, and in each room and folder among what is directly in it.
    pub fn circles(&self) -> Vec<Vec<String>> {
        let folders: BTreeSet<&[String]> = self
            .places
            .iter()
            .flat_map(|place| (0..place.len()).map(|end| &place[..end]))
            .collect();
        folders.into_iter().flat_map(|folder| self.circles_in(folder)).collect()
    }

    fn circles_in(&self, folder: &[String]) -> Vec<Vec<String>> {
        let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in &self.arrows {
            let inside = |place: &'_ Place| place.starts_with(folder) && place.len() > folder.len();
            if inside(from) && inside(to) && from[folder.len()] != to[folder.len()] {
                arrows.entry(&from[folder.len()]).or_default().insert(&to[folder.len()]);
            }
        }
        let reach = |start: &str| {
            let mut seen = BTreeSet::new();
            let mut open = vec![start];
            while let Some(at) = open.pop() {
                for next in arrows.get(at).into_iter().flatten() {
                    if seen.insert(*next) {
                        open.push(next);
                    }
                }
            }
            seen
        };
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            arrows.keys().map(|name| (*name, reach(name))).collect();
        let mut circles: BTreeSet<Vec<String>> = BTreeSet::new();
        for (name, seen) in &reached {
            let around = seen
                .iter()
                .filter(|other| reached.get(*other).is_some_and(|back| back.contains(name)));
            let circle: Vec<String> =
                around.map(|other| [folder, &[(*other).to_owned()]].concat().join("/")).collect();
            if !circle.is_empty() {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(arrows: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::default();
        let place = |text: &str| text.split('/').map(str::to_owned).collect::<Place>();
        for (from, to) in arrows {
            graph.add_place(place(from));
            graph.add_place(place(to));
            graph.add_arrow(&place(from), &place(to));
        }
        graph
    }

    #[test]
    fn finds_circles_between_rooms_and_in_a_room() {
        assert!(graph(&[("a", "b"), ("b/x", "c"), ("a", "c")]).circles().is_empty());
        assert_eq!(graph(&[("a/x", "b"), ("b/y", "c"), ("c", "a/z")]).circles(), [["a", "b", "c"]]);
        assert_eq!(graph(&[("a/x", "a/y"), ("a/y", "a/x")]).circles(), [["a/x", "a/y"]]);
        // A room's own file may use what is in the room, and the other way round.
        assert!(graph(&[("a", "a/x"), ("a/x", "a")]).circles().is_empty());
    }

    #[test]
    fn tells_rooms_and_the_imports_between_them() {
        let graph = graph(&[("a/x", "b"), ("a/x", "a/y")]);
        assert_eq!(graph.rooms().into_iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(graph.room_arrows(), [("a".to_owned(), "b".to_owned(), "a/x".to_owned())]);
    }
}
