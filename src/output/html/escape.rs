//! Text that is safe inside of HTML, in elements and in attributes.

use std::fmt::{self, Display, Formatter, Write};

/// `text` with the five characters that HTML gives a meaning to written as references.
pub(super) fn escape(text: &str) -> impl Display + '_ {
    Escaped(text)
}

struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
            f.write_str(&rest[..at])?;
            match rest.as_bytes()[at] {
                b'&' => f.write_str("&amp;")?,
                b'<' => f.write_str("&lt;")?,
                b'>' => f.write_str("&gt;")?,
                b'"' => f.write_str("&quot;")?,
                b'\'' => f.write_str("&#39;")?,
                // The one character that HTML cannot hold in any form.
                _ => f.write_char(char::REPLACEMENT_CHARACTER)?,
            }
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_with_a_meaning_is_left() {
        let escaped = super::escape("<a title='x' class=\"y\">&\0é").to_string();
        assert_eq!(escaped, "&lt;a title=&#39;x&#39; class=&quot;y&quot;&gt;&amp;\u{FFFD}é");
    }
}
