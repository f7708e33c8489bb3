//! Constants that JavaScript has too: `cargo xtask generate` writes them there, with their descriptions.

/// Defines the constants, and `ALL` for the generator.
macro_rules! numbers {
    ($type:ty; $( #[doc = $doc:literal] $(#[$only:meta])? $name:ident = $value:literal; )+) => {
        $( #[doc = $doc] $(#[$only])? pub(crate) const $name: $type = $value; )+

        /// Name, description and value.
        #[cfg(feature = "_catalog")]
        pub(crate) const ALL: &[(&str, &str, $type)] =
            &[$( (stringify!($name), $doc, $name) ),+];
    };
}

pub(crate) use numbers;
