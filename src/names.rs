//! Enums whose variants have a name in the field, written as a table: variant, name, meaning.

/// An unknown name, with the ones that would have done.
///
/// ```
/// use servanda::Kind;
///
/// let error = "norms".parse::<Kind>().unwrap_err();
/// assert!(error.to_string().starts_with("`norms` is not a kind; it is one of norm, commitment"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a {what}; it is one of {}", known.join(", "))]
pub struct UnknownName {
    pub(crate) name: String,
    pub(crate) what: &'static str,
    pub(crate) known: Vec<&'static str>,
}

/// Declares such an enum, with `ALL`, `as_str`, `Display`, `FromStr` and serde by name.
macro_rules! named {
    ($(#[$about:meta])* pub enum $Enum:ident as $what:literal { $($(#[$doc:meta])* $Variant:ident = $name:literal,)+ }) => {
        $(#[$about])*
        ///
        /// ```
        /// # #[allow(unused_imports)]
        /// use servanda::{*, output::*};
        ///
        #[doc = concat!("for value in ", stringify!($Enum), "::ALL {")]
        ///     assert_eq!(value.as_str().parse(), Ok(value));
        /// }
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $Enum { $($(#[$doc])* $Variant,)+ }

        impl $Enum {
            /// Every variant, in the order of the declaration.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$Variant),+];

            /// The name used in JSON and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$Variant => $name),+ }
            }
        }

        impl std::fmt::Display for $Enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $Enum {
            type Err = $crate::names::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.into_iter().find(|v| v.as_str() == name).ok_or_else(|| $crate::names::UnknownName {
                    name: name.to_owned(),
                    what: $what,
                    known: Self::ALL.iter().map(|v| v.as_str()).collect(),
                })
            }
        }

        impl serde::Serialize for $Enum {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $Enum {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                name.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use named;
