use std::collections::BTreeMap;

use serde_json::Value;

/// What is replayed and in which order, and what is not.
pub struct Plan {
    pub steps: Vec<Step>,
    /// Name of a recording and why it is not replayed.
    pub out_of_scope: BTreeMap<String, String>,
}

pub enum Step {
    Replay(Case),
    /// Creates the numbered products.
    Products,
    /// Changes the stand-in's settings.
    Settings(Value),
}

pub struct Case {
    pub name: String,
    /// Headers that the recordings do not keep.
    pub headers: Vec<(String, String)>,
    /// Values are given by something that was not recorded.
    pub types_only: bool,
    /// Needs none of the recordings' data.
    pub real: bool,
}

impl Plan {
    pub fn read() -> Self {
        Plan {
            steps: lines(include_str!("order.txt")).map(step).collect(),
            out_of_scope: lines(include_str!("out_of_scope.txt"))
                .map(|line| {
                    let (name, reason) = line.split_once(": ").expect("a name and its reason");
                    (name.to_string(), reason.to_string())
                })
                .collect(),
        }
    }

    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.steps.iter().filter_map(|step| match step {
            Step::Replay(case) => Some(case),
            Step::Products | Step::Settings(_) => None,
        })
    }

    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.cases().map(|case| &case.name)
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn step(line: &str) -> Step {
    if line == "@products" {
        return Step::Products;
    }
    if let Some(change) = line.strip_prefix("@settings ") {
        return Step::Settings(serde_json::from_str(change).expect("settings are JSON"));
    }
    let mut words = line.split(' ');
    let mut case = Case {
        name: words.next().unwrap_or("").to_string(),
        headers: Vec::new(),
        types_only: false,
        real: false,
    };
    for word in words {
        match word {
            "types" => case.types_only = true,
            "real" => case.real = true,
            word => {
                let header = word
                    .strip_prefix("header=")
                    .and_then(|header| header.split_once(':'));
                let (name, value) = header.unwrap_or_else(|| panic!("`{line}` holds no `{word}`"));
                case.headers
                    .push((name.to_string(), value.replace('_', " ")));
            }
        }
    }
    Step::Replay(case)
}
