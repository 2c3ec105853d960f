//! Reading the REST API's JSON.
//!
//! `serde`'s derived readers are generated anew for every type and would be a fifth of what the
//! browser has to load; these read from one parsed value, in a few instructions a field.

use serde_json::Value;

/// What can be read from JSON. None when it has another shape.
pub trait FromJson: Sized {
    /// Reads a value; an absent field is null.
    fn from_json(value: &Value) -> Option<Self>;
}

/// Reads a text as JSON.
pub fn parse<T: FromJson>(text: &str) -> Option<T> {
    T::from_json(&serde_json::from_str(text).ok()?)
}

impl FromJson for Value {
    fn from_json(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl FromJson for String {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl FromJson for bool {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

/// Beyond it a JavaScript or PHP number is no longer exact, and sums of a few could overflow.
const LARGEST: u64 = 1 << 53;

impl FromJson for u64 {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_u64().filter(|number| *number <= LARGEST)
    }
}

impl FromJson for u32 {
    fn from_json(value: &Value) -> Option<Self> {
        value.as_u64()?.try_into().ok()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_json(value).map(Some),
        }
    }
}

/// An absent list is an empty one.
impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::new()),
            Value::Array(items) => items.iter().map(T::from_json).collect(),
            _ => None,
        }
    }
}

/// A field of an object.
pub(crate) fn field<T: FromJson>(object: &Value, name: &str) -> Option<T> {
    T::from_json(object.get(name).unwrap_or(&Value::Null))
}

/// Reads a type from an object whose fields are named like its own.
macro_rules! read_fields {
    ($type:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::domain::FromJson for $type {
            fn from_json(value: &::serde_json::Value) -> Option<Self> {
                Some(Self { $($field: $crate::domain::json::field(value, stringify!($field))?),+ })
            }
        }
    };
}

/// Reads a type from the names of its variants; `_` is for every other name.
macro_rules! read_names {
    ($type:ident { $($name:literal => $variant:ident),+ $(, _ => $other:ident)? $(,)? }) => {
        impl $crate::domain::FromJson for $type {
            fn from_json(value: &::serde_json::Value) -> Option<Self> {
                match value.as_str().unwrap_or_default() {
                    $($name => Some(Self::$variant),)+
                    $(_ => Some(Self::$other),)?
                    #[allow(unreachable_patterns)]
                    _ => None,
                }
            }
        }
    };
}

/// Reads a type that wraps a single value.
macro_rules! read_inner {
    ($type:ident) => {
        impl $crate::domain::FromJson for $type {
            fn from_json(value: &::serde_json::Value) -> Option<Self> {
                $crate::domain::FromJson::from_json(value).map(Self)
            }
        }
    };
}

pub(crate) use {read_fields, read_inner, read_names};
