//! Code pages that UTF-8 is mistaken for.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// Number of pages.
pub(super) const PAGES: usize = 14;

/// One bit a page.
pub(super) type PageSet = u16;

/// The upper halves of the pages of IBM, which are in no standard of the web.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// The upper half of a page.
enum Upper {
    Standard(&'static Encoding),
    Listed(&'static str),
}

/// The pages; where two read a text equally well, the first one counts.
static UPPER_HALVES: [Upper; PAGES] = [
    Upper::Standard(encoding_rs::WINDOWS_1252),
    Upper::Standard(encoding_rs::MACINTOSH),
    Upper::Standard(encoding_rs::WINDOWS_1251),
    Upper::Standard(encoding_rs::WINDOWS_1250),
    Upper::Standard(encoding_rs::WINDOWS_1253),
    Upper::Standard(encoding_rs::WINDOWS_1254),
    Upper::Standard(encoding_rs::WINDOWS_1257),
    Upper::Standard(encoding_rs::WINDOWS_1258),
    Upper::Standard(encoding_rs::ISO_8859_2),
    Upper::Standard(encoding_rs::ISO_8859_15),
    Upper::Listed(CP437),
    Upper::Listed(CP850),
    Upper::Standard(encoding_rs::IBM866),
    Upper::Standard(encoding_rs::KOI8_R),
];

/// What a character is in each page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    c: char,
    /// Its byte in each page; 0 if the page does not have it in its upper half.
    bytes: [u8; PAGES],
    /// The pages in which it begins a character of UTF-8, and those in which it goes on with one.
    pub leads: PageSet,
    pub continues: PageSet,
    /// The pages that have another character for its byte.
    aliases: PageSet,
}

/// The characters of all pages, in order.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = Vec::new();
    for (page, upper) in UPPER_HALVES.iter().enumerate() {
        for (byte, c) in (0x80..=0xFF).zip(upper_half(upper)) {
            let at = rows.partition_point(|row| row.c < c);
            if rows.get(at).is_none_or(|row| row.c != c) {
                rows.insert(at, Row { c, bytes: [0; PAGES], leads: 0, continues: 0, aliases: 0 });
            }
            rows[at].bytes[page] = byte;
        }
    }
    // Control characters of Latin-1, which is often meant by, or mistaken for, a page of Windows.
    for byte in 0x80..=0x9F {
        let at = rows.partition_point(|row| row.c < char::from(byte));
        for (page, upper) in UPPER_HALVES.iter().enumerate() {
            if rows[at].bytes[page] == 0 && matches!(upper, Upper::Standard(_)) {
                rows[at].bytes[page] = byte;
                rows[at].aliases |= 1 << page;
            }
        }
    }
    for row in &mut rows {
        row.leads = row.pages(|byte| (0xC2..=0xF4).contains(&byte));
        row.continues = row.pages(|byte| (0x80..=0xBF).contains(&byte));
    }
    rows
});

/// The characters of the upper half; where a page of Windows has none, the control character of Latin-1.
fn upper_half(upper: &Upper) -> Vec<char> {
    match upper {
        Upper::Listed(chars) => chars.chars().collect(),
        Upper::Standard(encoding) => (0x80..=0xFF)
            .map(|byte| {
                let bytes = [byte];
                let text = encoding.decode_without_bom_handling(&bytes).0;
                text.chars().next().filter(|&c| c != '\u{FFFD}').unwrap_or(char::from(byte))
            })
            .collect(),
    }
}

impl Row {
    /// What is known of `c`; none if no page has it in its upper half.
    pub(super) fn of(c: char) -> Option<&'static Self> {
        let rows = &*ROWS;
        rows.binary_search_by_key(&c, |row| row.c).ok().map(|at| &rows[at])
    }

    /// Whether it is a control character of Latin-1 that the page has another character for.
    pub(super) const fn is_alias(&self, page: usize) -> bool {
        self.aliases >> page & 1 == 1
    }

    /// Its byte in a page; none if the page does not have it in its upper half.
    pub(super) fn byte(&self, page: usize) -> Option<u8> {
        Some(self.bytes[page]).filter(|&byte| byte != 0)
    }

    fn pages(&self, is_such: impl Fn(u8) -> bool) -> PageSet {
        (0..PAGES).fold(0, |set, page| set | PageSet::from(is_such(self.bytes[page])) << page)
    }
}
