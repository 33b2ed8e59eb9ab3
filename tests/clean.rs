//! Case files of the stage `clean`.

mod support;

use servanda::Channel;
use servanda::clean::clean;

#[test]
fn cases() {
    support::check("clean", |input| clean(input).apply(input));
}

#[test]
fn plain_text_costs_no_edit() {
    assert!(clean("States must not attack hospitals – “ever”.\r\n\tNaïve façade.\n").is_empty());
}

#[test]
fn each_edit_names_its_channel() {
    let text = "The ﬁrst\u{AD}\u{200B} deadline\u{A0}isnâ€™t";
    let channels: Vec<Channel> = clean(text).edits().iter().map(servanda::Edit::channel).collect();
    assert_eq!(channels, [Channel::Ligature, Channel::Invisible, Channel::Space, Channel::Mojibake]);
}

#[test]
fn every_character_garbled_and_restored() {
    for c in "’“”…–—•€éüçñšžőłıж中🚒".chars() {
        let word = format!("a{c}b{c}{c}c");
        let garbled: String =
            word.bytes().map(|b| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[b]).0.into_owned()).collect();
        assert_eq!(clean(&garbled).apply(&garbled), word, "{garbled}");
    }
}
