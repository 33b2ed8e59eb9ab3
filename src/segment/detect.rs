//! Which language a text is written in: its script first, then the small words of that script's languages.

use super::Language;
use crate::data::lines;
use crate::span::{ceil_boundary, floor_boundary};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Bytes that are read at the start of a text, and as many at its middle.
const SAMPLE: usize = 4096;
/// Fewest words that show by what is missing that a text is in no language that we know.
const TELLING: usize = 10;
/// In a language that we know, at least one word in so many is a small one; in prose it is one in three.
const RARE: usize = 16;
/// Fewest Cyrillic letters that show by what is missing that a text is not Russian.
const LETTERS: usize = 200;

/// The languages in Latin script that have small words, and these.
struct SmallWords {
    languages: Vec<Language>,
    /// The words as numbers, in order, and the languages that each belongs to, as bits.
    words: Vec<(u64, u32)>,
}

static SMALL_WORDS: LazyLock<SmallWords> = LazyLock::new(|| {
    let (mut languages, mut words) = (Vec::new(), BTreeMap::new());
    let rows = lines(include_str!("../data/languages.txt"));
    for (code, list) in rows.filter_map(|line| line.split_once(' ')) {
        let bit = 1 << languages.len();
        languages.push(Language::from_code(code).unwrap_or(Language::Undetermined));
        for word in list.split(' ').filter_map(number_of) {
            *words.entry(word).or_default() |= bit;
        }
    }
    SmallWords { languages, words: words.into_iter().collect() }
});

impl SmallWords {
    /// The languages that `word` is a small word of, as bits.
    fn languages_of(&self, word: &str) -> u32 {
        let number = if word.is_ascii() { number_of(word) } else { number_of(&word.to_lowercase()) };
        let place = number.and_then(|number| self.words.binary_search_by_key(&number, |word| word.0).ok());
        place.map_or(0, |at| self.words[at].1)
    }
}

/// The bytes of a word as a number, in small letters as far as they are ASCII; none of a longer word than small words are.
fn number_of(word: &str) -> Option<u64> {
    let mut letters = [0; 8];
    letters.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    letters.make_ascii_lowercase();
    Some(u64::from_be_bytes(letters))
}

impl Language {
    /// The language that `text` is written in; [`Undetermined`](Self::Undetermined) for one without rules of its own,
    /// `None` if the text is too short to tell. Reads a sample, whatever the length.
    ///
    /// ```
    /// use servanda::Language;
    ///
    /// assert_eq!(Language::detect("Nous remercions le Président de son rapport."), Some(Language::French));
    /// assert_eq!(Language::detect("Wir danken dem Präsidenten für seinen Bericht."), Some(Language::Undetermined));
    /// assert_eq!(Language::detect("2024"), None);
    /// ```
    pub fn detect(text: &str) -> Option<Self> {
        let head = &text[..floor_boundary(text, SAMPLE)];
        let rest = &text[head.len()..];
        let middle = &rest[ceil_boundary(rest, rest.len() / 2)..];
        let samples = [head, &middle[..floor_boundary(middle, SAMPLE)]];
        let mut scripts = Scripts::default();
        for sample in samples {
            scripts.count_all(sample);
        }
        match scripts.dominant()? {
            Script::Latin => latin(&samples),
            Script::Cyrillic => Some(scripts.cyrillic()),
            Script::Arabic => {
                Some(if scripts.foreign_arabic * 100 > scripts.arabic { Self::Undetermined } else { Self::Arabic })
            }
            Script::Han => Some(if scripts.kana * 20 > scripts.han { Self::Undetermined } else { Self::Chinese }),
            Script::Other => Some(Self::Undetermined),
        }
    }
}

enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Other,
}

/// Letters by script.
#[derive(Debug, Default)]
struct Scripts {
    latin: usize,
    cyrillic: usize,
    /// Letters that Ukrainian, Belarusian, Serbian or Macedonian have and Russian has not.
    foreign_cyrillic: usize,
    /// `ы`, which all Russian prose has, and Bulgarian, Serbian or Ukrainian prose has not.
    yery: usize,
    arabic: usize,
    /// Letters that Persian or Urdu have and Arabic has not.
    foreign_arabic: usize,
    han: usize,
    kana: usize,
    other: usize,
}

impl Scripts {
    /// Counts the letters of `text`, those of ASCII many at a time.
    fn count_all(&mut self, text: &str) {
        self.latin += text.bytes().filter(u8::is_ascii_alphabetic).count();
        text.chars().filter(|c| !c.is_ascii()).for_each(|c| self.count(c));
    }

    fn count(&mut self, c: char) {
        match c {
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => self.latin += 1,
            '\u{400}'..='\u{52F}' => {
                self.cyrillic += 1;
                self.yery += usize::from(matches!(c, 'ы' | 'Ы'));
                self.foreign_cyrillic += usize::from(!matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
            }
            '\u{600}'..='\u{6FF}' => {
                self.arabic += usize::from(c.is_alphabetic());
                self.foreign_arabic += usize::from(matches!(
                    c,
                    'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' | 'ۇ' | 'ې' | 'ە'
                ));
            }
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => self.han += 1,
            '\u{3040}'..='\u{30FF}' | '\u{AC00}'..='\u{D7AF}' => self.kana += 1,
            _ if c.is_alphabetic() => self.other += 1,
            _ => {}
        }
    }

    fn dominant(&self) -> Option<Script> {
        // A Chinese character says as much as two or three letters.
        let counts = [
            (self.latin, Script::Latin),
            (self.cyrillic, Script::Cyrillic),
            (self.arabic, Script::Arabic),
            ((self.han + self.kana) * 3, Script::Han),
            (self.other, Script::Other),
        ];
        counts.into_iter().max_by_key(|&(count, _)| count).filter(|&(count, _)| count > 0).map(|(_, script)| script)
    }

    fn cyrillic(&self) -> Language {
        let without_yery = self.cyrillic >= LETTERS && self.yery == 0;
        if self.foreign_cyrillic * 100 > self.cyrillic || without_yery {
            Language::Undetermined
        } else {
            Language::Russian
        }
    }
}

/// The words of `text`: letters between what is none. Most are letters of ASCII with a mark or a space behind them.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let bytes = text.as_bytes();
            at += bytes[at..].iter().take_while(|b| b.is_ascii() && !b.is_ascii_alphabetic()).count();
            let start = at;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if bytes.get(at).is_some_and(|b| !b.is_ascii()) {
                at += text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at);
            }
            if start < at {
                return Some(&text[start..at]);
            }
            at += text[at..].chars().next()?.len_utf8();
        }
    })
}

/// The language of a text in Latin script: the one with most small words. English, the language of the model, wins a
/// draw. Single letters may be marks of any kind, and tell nothing alone.
fn latin(samples: &[&str]) -> Option<Language> {
    let small = &*SMALL_WORDS;
    let mut votes = vec![0_usize; small.languages.len()];
    let (mut words, mut told) = (0, false);
    for word in samples.iter().flat_map(|sample| words_of(sample)) {
        words += 1;
        let mut languages = small.languages_of(word);
        told |= languages != 0 && word.len() > 1;
        while languages != 0 {
            votes[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    if words >= TELLING && most * RARE < words {
        return Some(Language::Undetermined);
    }
    // In few words, one small word more than English has is an accident.
    let english = votes[0] > 0 && words < TELLING && most <= votes[0] + 1;
    let winner = if english { 0 } else { votes.iter().position(|&n| n == most).unwrap_or(0) };
    told.then(|| small.languages[winner])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sentence_is_enough() {
        for (text, expected) in [
            ("The Board met on 5 May and adopted the plan.", Language::English),
            ("Le Conseil s'est réuni le 5 mai et a adopté le plan.", Language::French),
            ("El Consejo se reunió el 5 de mayo y aprobó el plan.", Language::Spanish),
            ("Совет собрался 5 мая и принял план.", Language::Russian),
            ("اجتمع المجلس في 5 أيار واعتمد الخطة.", Language::Arabic),
            ("理事会于5月5日开会并通过了计划。", Language::Chinese),
            ("Der Rat trat am 5. Mai zusammen und nahm den Plan an.", Language::Undetermined),
            ("Il Consiglio si è riunito il 5 maggio e ha adottato il piano.", Language::Undetermined),
            ("O Conselho reuniu-se em 5 de maio e aprovou o plano.", Language::Undetermined),
            ("De Raad kwam op 5 mei bijeen en nam het plan aan.", Language::Undetermined),
            ("Rada zebrała się 5 maja i przyjęła plan, który jest nowy.", Language::Undetermined),
            ("Рада зібралася 5 травня і прийняла план.", Language::Undetermined),
            ("شورا در ۵ مه تشکیل جلسه داد و برنامه را پذیرفت.", Language::Undetermined),
            ("理事会は5月5日に開かれ、計画を採択した。", Language::Undetermined),
            ("Το Συμβούλιο συνήλθε στις 5 Μαΐου.", Language::Undetermined),
            (
                "Hallitus kokoontui eilen hyväksyäkseen suunnitelman, joka on uusi, mutta se ei ole valmis.",
                Language::Undetermined,
            ),
        ] {
            assert_eq!(Language::detect(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn damaged_english_is_english() {
        let text = "Tbe Govcmment rnust protect tbe hospitals frorn harm, and tlie States shonld help.";
        assert_eq!(Language::detect(text), Some(Language::English));
    }

    #[test]
    fn a_quotation_changes_nothing() {
        let text = "The envoy said « nous ne voulons pas de la guerre » to the press, and left the hall at once.";
        assert_eq!(Language::detect(text), Some(Language::English));
    }

    #[test]
    fn too_short_to_tell() {
        for text in ["", "2024", "Norland", "A/79/214"] {
            assert_eq!(Language::detect(text), None, "{text}");
        }
    }
}
