//! Documents as HTML: a fragment that stands alone, for notebooks, reports and pages.
//!
//! No script, no font, nothing to load; the style comes along and reaches nothing outside the fragment. What colour
//! says, a word or a line says too, and the elements still tell where a page drops the style.

mod escape;
mod label;
mod legend;
mod marks;
mod options;
mod page;
mod repairs;
mod table;

use crate::document::Document;
use escape::escape;
use marks::Painter;
pub use options::{HtmlOptions, HtmlStyle, Theme};
use page::Page;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");

/// The document as HTML: a legend with counts, the text with the kinds of its sentences marked and labelled, holders and
/// actions underlined, what repairs and suggestions change on hover and in a list, and what made it.
///
/// Every text is escaped. Linear in the length of the document.
pub fn html(doc: &Document, options: &HtmlOptions) -> String {
    let mut out = String::with_capacity(STYLE.len() + 2 * doc.text().len());
    if options.page {
        let title = doc.head().title.map_or("Statement", |span| &doc.text()[span]);
        let _ = write!(out, "{PAGE}<title>{}</title></head>\n<body>", escape(title));
    }
    let theme = match options.theme {
        Theme::Auto => "",
        Theme::Light => " servanda-light",
        Theme::Dark => " servanda-dark",
    };
    let _ = writeln!(out, "<div class=\"servanda{theme}\"><style>{STYLE}</style>");
    legend::head(&mut out, doc, options);
    if options.style == HtmlStyle::Table {
        table::table(&mut out, doc, options);
    } else {
        Page { doc, options, painter: Painter::new(doc, options), sentence: 0, out: &mut out }.write();
    }
    repairs::list(&mut out, doc);
    legend::foot(&mut out, doc);
    out.push_str("</div>");
    if options.page {
        out.push_str("</body></html>\n");
    }
    out
}

/// The beginning of a whole page.
const PAGE: &str = "<!doctype html>\n<html lang=\"en\" style=\"color-scheme:light dark\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Language, OwnLabel};
    use crate::edits::{Channel, Edit, EditLog};
    use crate::output::sample;
    use crate::span::Span;

    fn shown(doc: &Document) -> String {
        html(doc, &HtmlOptions::default())
    }

    fn styled(style: HtmlStyle) -> String {
        html(&sample::document(), &HtmlOptions { style, ..HtmlOptions::default() })
    }

    /// The text of some HTML, without the style.
    fn visible(html: &str) -> String {
        let body = html.split_once("</style>").unwrap().1;
        let mut text = String::new();
        for piece in body.split('<').skip(1) {
            text.push_str(piece.split_once('>').unwrap().1);
        }
        for (reference, character) in
            [("&#160;", "\u{A0}"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        {
            text = text.replace(reference, character);
        }
        text
    }

    #[test]
    fn text_is_all_there_and_escaped() {
        let doc = sample::document();
        for style in [HtmlStyle::Document, HtmlStyle::Changes] {
            let html = styled(style);
            assert!(!html.contains("<hospitals>"));
            assert!(html.contains("&lt;hospitals&gt; &amp; clinics"));
            let shown = visible(&html);
            for block in doc.blocks() {
                for word in doc.text()[block.span()].split_whitespace() {
                    assert!(shown.contains(word), "{word} is missing in {shown}");
                }
            }
        }
    }

    #[test]
    fn kinds_are_marked_and_labelled() {
        let html = shown(&sample::document());
        assert!(html.contains(
            "<span class=\"servanda-said servanda-norm\" title=\"norm, 88 %\"><b class=\"servanda-holder\">States</b>"
        ));
        assert!(html.contains("<b class=\"servanda-holder\">Morovia</b>"));
        assert!(html.contains("<span class=\"servanda-marker\">(b)</span>"));
        let text = visible(&html);
        // The second kind of the last has no score in the sample: a guess.
        for label in ["norm · prohibition · UN norm (f)", "commitment · new, firm", "call + position?"] {
            assert!(text.contains(&format!(".\u{A0}{label}")) || text.contains(&format!(";\u{A0}{label}")), "{text}");
        }
    }

    #[test]
    fn kinds_that_are_not_wanted_are_ground() {
        let options = HtmlOptions { kinds: vec![Kind::Commitment], ..HtmlOptions::default() };
        let html = html(&sample::document(), &options);
        assert_eq!(html.matches("servanda-said servanda-").count(), 1);
        assert!(html.contains("<b class=\"servanda-holder\">We</b>"));
        assert!(!html.contains("<b class=\"servanda-holder\">States</b>"));
        assert!(visible(&html).contains("not marked: norm 1, call 2, report 1, boilerplate 2"));
    }

    #[test]
    fn further_kinds_count_unless_they_are_guesses() {
        let mut doc = sample::document();
        let wanted = HtmlOptions { kinds: vec![Kind::Position], ..HtmlOptions::default() };
        let marked = |doc: &Document| html(doc, &wanted).matches("servanda-said").count();
        // Twice in the style.
        assert_eq!(marked(&doc), 2);
        doc.statements[4].scores[Kind::Position as usize] = 0.5;
        assert_eq!(marked(&doc), 3);
    }

    #[test]
    fn repairs_say_what_they_changed() {
        let html = shown(&sample::document());
        assert!(html.contains("<mark class=\"servanda-repair\" title=\"rnust → must (ocr, 0.98)\">must</mark>"));
        let both = "<i class=\"servanda-action\"><mark class=\"servanda-repair\" \
                    title=\"pub1ish → publish (ocr, 0.90)\">publish</mark></i>";
        assert!(html.contains(both), "{html}");
        let suggested = "title=\"suggestion: report → a &quot;report&quot; (merge, 0.40)\">report</mark>";
        assert!(html.contains(suggested), "{html}");
        let row = "<td dir=\"auto\">rnust</td><td dir=\"auto\">must</td><td>ocr</td><td>0.98</td><td>1</td>";
        assert!(html.contains(row), "{html}");
        assert!(visible(&html).contains("1 suggestion, not made"));
    }

    #[test]
    fn labels_of_the_user_are_shown_and_escaped() {
        let mut doc = sample::document();
        let label = |name: &str, given| OwnLabel { name: name.into(), score: 0.6, given };
        doc.statements[1].labels = vec![label("<funding>", true), label("deadline", false)];
        let text = visible(&shown(&doc));
        assert!(text.contains("UN norm (f) · <funding>"), "{text}");
        assert!(!text.contains("deadline"));
    }

    #[test]
    fn changes_stand_before_what_replaced_them() {
        let before = "<del class=\"servanda-before\">rnust</del><mark class=\"servanda-repair\"";
        assert!(styled(HtmlStyle::Changes).contains(before));
        assert!(!styled(HtmlStyle::Document).contains("<del"));
    }

    #[test]
    fn a_table_has_a_row_for_each_marked_statement() {
        let html = styled(HtmlStyle::Table);
        let table = html.split("</table>").next().unwrap();
        assert_eq!(table.matches("<tr class=").count(), 4);
        assert!(table.contains("dir=\"auto\">States</td>"), "{table}");
        assert!(table.contains("dir=\"auto\">publish our na\u{308}tional view</td>"), "{table}");
    }

    #[test]
    fn legend_counts() {
        let shown = visible(&shown(&sample::document()));
        for count in [
            "norm 1",
            "commitment 1",
            "call 2",
            "not marked: report 1, boilerplate 2",
            "repair 2 (ocr 2)",
            "suggestion 1",
        ] {
            assert!(shown.contains(count), "{count}: {shown}");
        }
        assert!(!shown.contains("ceremony"));
        assert!(shown.contains("document: scanned"));
        let evidence = "title=\"scanned: 8.3 places in 100 words, 2.0 are enough\"";
        assert!(super::tests::shown(&sample::document()).contains(evidence));
    }

    #[test]
    fn what_is_not_classified_says_so() {
        let mut doc = sample::document();
        doc.statements.clear();
        assert!(visible(&shown(&doc)).contains("sentences 7, not classified"));
        doc.language = Language::French;
        assert!(visible(&shown(&doc)).contains("sentences 7 in fr; only English is repaired and classified"));
    }

    #[test]
    fn markup_is_balanced_and_stands_alone() {
        for style in HtmlStyle::ALL {
            let html = styled(style);
            for element in
                ["div", "p", "span", "b", "i", "mark", "del", "code", "strong", "table", "tr", "td", "details"]
            {
                let opened =
                    html.matches(&format!("<{element} ")).count() + html.matches(&format!("<{element}>")).count();
                assert_eq!(opened, html.matches(&format!("</{element}>")).count(), "{element}");
            }
            for outside in ["<script", "http", "@import", "url(", "<link"] {
                assert!(!html.contains(outside), "{outside}");
            }
            let classes = html.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '));
            for class in classes {
                assert!(class.starts_with("servanda"), "{class}");
            }
        }
        let rules = STYLE.replace("@container (max-width:46em){", "").replace("@container (max-width:36em){", "");
        for selector in rules.lines().map(|rule| rule.split('{').next().unwrap()) {
            let reach = [".servanda .servanda-", ".servanda{", ":is(["];
            assert!(reach.iter().any(|start| format!("{selector}{{").starts_with(start)), "{selector}");
        }
    }

    #[test]
    fn themes_and_pages() {
        let options = HtmlOptions { theme: Theme::Dark, page: true, ..HtmlOptions::default() };
        let page = html(&sample::document(), &options);
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
        assert!(page.contains("<title>Statement of Norland 🌍</title>"));
        assert!(page.contains("<div class=\"servanda servanda-dark\">"));
    }

    #[test]
    fn deletions_and_text_outside_of_blocks_show() {
        let source = "the the end";
        let log = EditLog::new(vec![Edit::new(source, Span::new(3, 7), "", Channel::Typo, 0.9)]);
        let doc = Document { source: source.into(), text: log.apply(source), log, ..Document::default() };
        let html = shown(&doc);
        let deleted = "the<mark class=\"servanda-repair\" title=\" the →  (typo, 0.90)\"></mark> end";
        assert!(html.contains(deleted), "{html}");
    }
}
