//! The head of a document: who speaks, in which office, where, when, and for whom.

use super::cues::{BODIES, OFFICES, ON_BEHALF};
use super::date::{date, dateline};
use super::people::{names_document, person, word_indices};
use super::shape::{SHORT, words};
use crate::document::{Block, BlockKind, Head};
use crate::span::{Span, floor_boundary};

/// Most blocks that belong to the head.
const LONGEST_HEAD: usize = 16;
/// Longest list of those for whom a statement is made, in bytes.
const LONGEST_ON_BEHALF: usize = 4000;

/// Reads the head off the first blocks. The first paragraph is read as well where it speaks of the statement: it stands
/// in brackets, or says on whose behalf.
pub(super) fn head(text: &str, blocks: &[Block]) -> Head {
    let mut reader = Reader { text, head: Head::default() };
    for block in blocks.iter().take(LONGEST_HEAD) {
        match block.kind() {
            BlockKind::Title => {
                reader.head.title.get_or_insert(block.span());
                reader.line(block.span());
            }
            BlockKind::Heading => reader.line(block.span()),
            BlockKind::Dateline => reader.dateline(block.span()),
            BlockKind::Furniture => {}
            BlockKind::Paragraph => {
                reader.opening(block.span());
                break;
            }
            _ => break,
        }
    }
    reader.head
}

struct Reader<'t> {
    text: &'t str,
    head: Head,
}

impl Reader<'_> {
    fn dateline(&mut self, span: Span) {
        if let Some((place, date)) = dateline(&self.text[span]) {
            self.head.date.get_or_insert(date.shift(span.start()));
            match place.map(|place| place.shift(span.start())) {
                Some(body) if names_body(&self.text[body]) => _ = self.head.body.get_or_insert(body),
                Some(place) => _ = self.head.place.get_or_insert(place),
                None => {}
            }
        }
    }

    /// A line of the head may hold anything.
    fn line(&mut self, span: Span) {
        let line = &self.text[span];
        if line.len() > 3 * SHORT {
            return;
        }
        if let Some(bracket) = bracket(line) {
            self.dateline(bracket.shift(span.start()));
        }
        if let Some(date) = date(line) {
            self.head.date.get_or_insert(date.shift(span.start()));
        }
        self.on_behalf(span);
        let spoke = self.speaker(span);
        if !spoke
            && self.head.office.is_none()
            && self.head.speaker.is_some()
            && names_office(line)
            && !names_document(line)
        {
            self.head.office = Some(self.until_cut(span));
        }
        self.body(span, spoke);
    }

    /// The first paragraph, if it tells of the statement: "(The following was delivered by ...)".
    fn opening(&mut self, span: Span) {
        let paragraph = &self.text[span];
        let about = paragraph.starts_with(['(', '[']) || first_behalf(paragraph).is_some_and(|(at, _)| at < SHORT);
        if about {
            self.on_behalf(span);
            self.speaker(span);
        }
    }

    /// Whose behalf: from the cue to the end of the sentence or the bracket.
    fn on_behalf(&mut self, span: Span) {
        if self.head.on_behalf_of.is_some() {
            return;
        }
        let Some((_, from)) = first_behalf(&self.text[span]) else { return };
        let rest = &self.text[span.start() + from..span.end()];
        let end = end_of_names(rest);
        let found = Span::new(span.start() + from, span.start() + from + end).trim(self.text);
        // "On behalf of my delegation" names nobody else.
        let own = ["my ", "our "].iter().any(|own| self.text[found].starts_with(own));
        if !found.is_empty() && !own {
            self.head.on_behalf_of = Some(found);
        }
    }

    /// Speaker and office: "by H.E. Ms. Ana Ruiz, Permanent Representative ...", "by the Minister, Dr Bo Lind".
    fn speaker(&mut self, span: Span) -> bool {
        if self.head.speaker.is_some() {
            return false;
        }
        let line = &self.text[span];
        let limit = first_behalf(line).map_or(line.len(), |(at, _)| at);
        let Some((at, found)) = first_person(&line[..limit]) else { return false };
        let person = found.shift(span.start() + at);
        self.head.speaker = Some(person);
        let after = self.office_after(Span::new(person.end(), span.start() + limit));
        self.head.office = after.or_else(|| self.office_before(Span::new(span.start(), person.start())));
        true
    }

    /// `, Permanent Representative of Norland to the United Nations`
    fn office_after(&self, rest: Span) -> Option<Span> {
        let slice = &self.text[rest];
        let body = slice.strip_prefix([',', '('])?;
        let office = self.until_cut(Span::new(rest.end() - body.len(), rest.end()));
        names_office(&self.text[office]).then(|| self.without_article(office))
    }

    fn without_article(&self, span: Span) -> Span {
        let article = if self.text[span].starts_with("the ") { 4 } else { 0 };
        Span::new(span.start() + article, span.end())
    }

    /// `Speech by ITU Secretary-General, `
    fn office_before(&self, before: Span) -> Option<Span> {
        let slice = &self.text[before];
        let by = slice.rfind("by ").map_or(0, |at| at + 3);
        let office = slice[by..].trim().trim_end_matches([',', ':', '–', '-']).trim();
        let start = before.start() + (office.as_ptr().addr() - slice.as_ptr().addr());
        let found = self.without_article(Span::new(start, start + office.len()));
        (names_office(office) && !names_document(office)).then_some(found)
    }

    /// `span` up to where the line goes on to the meeting: `, at the`, ` at the`, `, on behalf`, `(`.
    fn until_cut(&self, span: Span) -> Span {
        let slice = &self.text[span];
        let cut = [
            ", at ",
            " at the ",
            ", on ",
            ", to the ",
            " before the ",
            " during the ",
            " in the general debate",
            ". ",
            " (",
        ]
        .iter()
        .filter_map(|cue| slice.find(cue))
        .min()
        .unwrap_or(slice.len());
        let mut found = Span::new(span.start(), span.start() + cut).trim(self.text);
        while self.text[found].ends_with([',', ';', '.', ')']) {
            found = Span::new(found.start(), found.end() - 1);
        }
        found
    }

    /// The body or meeting: after `at the` and the like, or a line that names one and is nothing else.
    fn body(&mut self, span: Span, spoke: bool) {
        if self.head.body.is_some() {
            return;
        }
        let line = &self.text[span];
        let at = body_after_cue(line).or_else(|| {
            let alone = !spoke && !names_document(line) && !names_office(line) && names_body(line);
            (alone && first_behalf(line).is_none()).then_some(0)
        });
        if let Some(at) = at {
            let rest = Span::new(span.start() + at, span.end());
            let end = end_of_names(&self.text[rest]);
            let found = Span::new(rest.start(), rest.start() + end).trim(self.text);
            self.head.body = Some(found).filter(|found| !found.is_empty());
        }
    }
}

/// Where the name of a body starts that the line puts after `at the` and the like.
fn body_after_cue(line: &str) -> Option<usize> {
    // Bytes stay where they are: only ASCII letters change their case.
    let low = line.to_ascii_lowercase();
    let cues = ["at the ", "before the ", "during the "];
    let starts = cues.iter().filter_map(|cue| {
        let at = low.find(cue).filter(|&at| at == 0 || low[..at].ends_with(' '))?;
        Some(at + cue.len())
    });
    starts.filter(|&at| names_body(&line[at..])).min()
}

fn names_office(text: &str) -> bool {
    text.len() <= SHORT && words(text).any(|word| OFFICES.has(word))
}

fn names_body(text: &str) -> bool {
    words(text).any(|word| BODIES.has(word))
}

/// Where the first `on behalf of` starts and ends.
fn first_behalf(text: &str) -> Option<(usize, usize)> {
    let head = floor(text, LONGEST_ON_BEHALF);
    ON_BEHALF
        .iter()
        .filter_map(|cue| head.find(cue).map(|at| (at, at + cue.len())))
        .min_by_key(|&(at, to)| (at, std::cmp::Reverse(to)))
}

/// The first person with a title.
fn first_person(text: &str) -> Option<(usize, Span)> {
    let text = floor(text, SHORT);
    word_indices(text).find_map(|(at, word)| {
        // The person may be named in brackets: "(Ms. Ana Ruiz)".
        let inner = at + (word.len() - word.trim_start_matches(['(', '[']).len());
        person(&text[inner..]).map(|span| (inner, span))
    })
}

/// The first part of a line in brackets, without them.
fn bracket(line: &str) -> Option<Span> {
    let open = line.find('(')? + 1;
    let close = open + line[open..].find(')')?;
    Some(Span::new(open, close))
}

/// Bytes up to where the names stop: at the end of the sentence or bracket, or at a comma that no further name follows.
fn end_of_names(text: &str) -> usize {
    let text = floor(text, LONGEST_ON_BEHALF);
    let stops = [". ", ") ", "; ", " (", ": ", " I ", " we "];
    let end = stops.iter().filter_map(|stop| text.find(stop)).min().unwrap_or(text.len());
    let comma = text[..end].match_indices(", ").map(|(at, _)| at).find(|&at| !names_another(&text[at + 2..end]));
    text[..comma.unwrap_or(end)].trim_end_matches(['.', ')', ']', ',', ';', ':']).len()
}

/// Whether `text` goes on with a name: `Velia`, `the Republic`, `and the Union`, `as well as Toren`.
fn names_another(text: &str) -> bool {
    let mut words = text.split_whitespace().skip_while(|word| matches!(*word, "and" | "the" | "as" | "well"));
    words.next().is_some_and(|word| !word.starts_with(char::is_lowercase))
}

/// At most `len` bytes of `text`.
fn floor(text: &str, len: usize) -> &str {
    &text[..floor_boundary(text, len)]
}
