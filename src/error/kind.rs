//! The families of errors. `cargo xtask generate` writes them into types and documents.

macro_rules! kinds {
    ($( #[doc = $doc:literal] $name:ident = $class:literal; )+) => {
        /// The family of an error.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorKind { $( #[doc = $doc] $name, )+ }

        impl ErrorKind {
            /// The error class in the npm package.
            #[must_use]
            pub const fn class_name(self) -> &'static str {
                match self { $( Self::$name => $class, )+ }
            }
        }

        #[cfg(feature = "_catalog")]
        impl ErrorKind {
            /// Every family.
            #[doc(hidden)]
            pub const ALL: &'static [Self] = &[ $( Self::$name, )+ ];

            /// The meaning of the family, as in its documentation.
            #[doc(hidden)]
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $( Self::$name => $doc, )+ }
            }
        }
    };
}

kinds! {
    /// A setting or an argument is wrong. Nothing was sent.
    Config = "ConfigError";
    /// The private key cannot be used.
    Key = "KeyError";
    /// The user, or an administrator, has not consented yet.
    ConsentRequired = "ConsentRequiredError";
    /// Docusign responded with an OAuth or API error.
    OAuth = "OAuthError";
    /// The redirect of the browser reports an error or is invalid.
    Redirect = "RedirectError";
    /// The search by e-mail address did not find exactly one active user.
    UserLookup = "UserLookupError";
    /// No response: the connection failed, the time ran out, or the caller aborted.
    Network = "NetworkError";
    /// The response cannot be used.
    Response = "ResponseError";
}
