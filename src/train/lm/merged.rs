//! Words run together in the corpus itself: `ofthe`.

use super::corpus::{Corpus, Form};
use std::collections::{HashMap, HashSet};

/// One of the two words is among so many of the most frequent.
const FREQUENT: usize = 200;
/// The two words stand side by side so many times as often as the form that they would make.
const RATIO: u32 = 50;
/// Shorter forms are more often words than accidents.
const SHORTEST: usize = 4;

/// The forms that are two words with the space lost. One pass over the corpus.
pub(super) fn merged(corpus: &Corpus) -> HashSet<Form> {
    let index: HashMap<&str, Form> = corpus.forms.iter().zip(0..).map(|(form, i)| (form.text.as_str(), i)).collect();
    let mut by_count: Vec<Form> = (2..corpus.forms.len() as Form).collect();
    by_count.sort_by_key(|&i| std::cmp::Reverse(corpus.forms[i as usize].count));
    let frequent: HashSet<Form> = by_count.iter().take(FREQUENT).copied().collect();

    let mut pairs: HashMap<(Form, Form), u32> = HashMap::new();
    let mut halves: Vec<((Form, Form), Form)> = Vec::new();
    for &whole in &by_count {
        let text = &corpus.forms[whole as usize].text;
        for (at, _) in text.char_indices().skip(1).filter(|_| text.len() >= SHORTEST) {
            if let (Some(&first), Some(&last)) = (index.get(&text[..at]), index.get(&text[at..]))
                && (frequent.contains(&first) || frequent.contains(&last))
            {
                pairs.insert((first, last), 0);
                halves.push(((first, last), whole));
            }
        }
    }
    for pair in corpus.tokens.windows(2) {
        if let Some(count) = pairs.get_mut(&(pair[0], pair[1])) {
            *count += 1;
        }
    }
    let is_merged = |(pair, whole): &((Form, Form), Form)| pairs[pair] / RATIO > corpus.forms[*whole as usize].count;
    halves.iter().filter(|entry| is_merged(entry)).map(|&(_, whole)| whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_spaces_are_told_from_words() {
        let text = "one of the two. ".repeat(300) + &"into the sea. ".repeat(20) + "in to ofthe two.";
        let corpus = Corpus::read([Ok(text)].into_iter(), 0).unwrap();
        let found = merged(&corpus);
        let words: Vec<&str> = found.iter().map(|&form| corpus.forms[form as usize].text.as_str()).collect();
        assert_eq!(words, ["ofthe"]);
    }
}
