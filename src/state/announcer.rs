//! What a screen reader is told without moving the focus.

use leptos::prelude::*;

/// The sentence in the live region, and how often one was said.
#[derive(Clone, Copy)]
pub struct Announcer {
    said: RwSignal<(usize, String)>,
}

impl Announcer {
    /// A silent announcer.
    pub fn new() -> Self {
        Self {
            said: RwSignal::new((0, String::new())),
        }
    }

    /// Says a sentence, politely.
    pub fn say(&self, sentence: String) {
        self.said.update(|(count, text)| {
            *count += 1;
            *text = sentence;
        });
    }

    /// Forgets what was said, so that it is not read again where it would be out of place.
    pub fn clear(&self) {
        if self.said.with_untracked(|(_, text)| !text.is_empty()) {
            self.say(String::new());
        }
    }

    /// The last sentence. A screen reader reads a region again only when its text changes, so
    /// every second sentence ends in a no-break space, which is not read.
    pub fn sentence(&self) -> String {
        let (count, text) = self.said.get();
        match count % 2 {
            0 if !text.is_empty() => format!("{text}\u{a0}"),
            _ => text,
        }
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}
