//! What each kind of damage costs, in nats, before the rates of the document are added. Chosen on
//! sentences written for the purpose; only differences between them matter.

/// An unknown word: so much, and so much for each letter.
pub(super) const UNKNOWN_WORD: f32 = 4.0;
pub(super) const UNKNOWN_LETTER: f32 = 2.0;
/// The same for a word that is written as a name.
pub(super) const UNKNOWN_NAME: f32 = 3.0;
pub(super) const UNKNOWN_NAME_LETTER: f32 = 1.1;
/// A word that was seen, but is too rare for the language model, or is a regular form of a known one.
pub(super) const RARE_WORD: f32 = 8.0;
/// A word of the list that the language model does not know, by its class, and a name.
pub(super) const CLASS: [f32; 6] = [7.0, 8.5, 9.5, 10.5, 11.0, 12.5];
/// A word of the list that the model knows: so much for each class after the first.
pub(super) const RANK: f32 = 0.6;
pub(super) const CLASS_NAME: f32 = 11.0;

/// A second confusion in one word.
pub(super) const OCR_SECOND: f32 = 2.5;
/// A confusion that turns one word into another.
pub(super) const REAL_WORD_OCR: f32 = 2.0;

/// Slips of the keyboard.
pub(super) const SLIP_SWAPPED: f32 = 2.0;
pub(super) const SLIP_DOUBLED: f32 = 1.8;
pub(super) const SLIP_DROPPED: f32 = 3.2;
pub(super) const SLIP_VOWEL: f32 = 3.0;
pub(super) const SLIP_NEIGHBOUR: f32 = 3.4;
pub(super) const SLIP_OTHER: f32 = 4.5;
pub(super) const SLIP_EXTRA: f32 = 3.6;
/// A slip at the first letter, and a second slip in one word, cost so much more.
pub(super) const SLIP_AT_FIRST: f32 = 1.5;
pub(super) const SECOND_SLIP: f32 = 1.5;
/// A word of a group that is often confused.
pub(super) const CONFUSED_WORD: f32 = 2.5;

/// A word by itself: the weight of what the language model says, how much less a word costs that the model does not know,
/// and how much more a change.
pub(super) const LONE_WEIGHT: f32 = 0.85;
pub(super) const LONE_UNKNOWN: f32 = 3.5;
pub(super) const LONE_CHANGE: f32 = 0.5;

/// Two unknown pieces that make a word; a piece known and one unknown; two known words.
pub(super) const JOIN: [f32; 3] = [0.0, 0.5, 3.0];
/// A hyphen kept from a line end.
pub(super) const JOIN_HYPHEN: f32 = 0.0;
/// One word that is two.
pub(super) const PART: f32 = 2.0;
/// One word that is two with a hyphen between them.
pub(super) const PART_HYPHEN: f32 = 2.0;

/// A replacement that agrees with an article which the word in the text does not agree with: `an vital`.
pub(super) const AGREES: f32 = -4.0;

/// A spun phrase whose words are inflected, and the table's is not.
pub(super) const INFLECTED: f32 = 1.0;
/// A spun phrase of several words: that all of them stand there by chance is less likely than the model believes.
pub(super) const PHRASE: f32 = -3.0;

/// An original that costs so much more than what stands there, whatever stands around them, is not looked at: no context is
/// likely to make up for it, and what is looked at costs time.
pub(super) const HOPELESS: f32 = 5.0;

/// Damage that shows by itself, and that the language model cannot see: `2OO3`, `law ?`, `failed.In`.
pub(super) const SHOWS: f32 = -9.0;

/// From the lead of a spun phrase's original in nats to the logarithm of the odds for its being right. `benches/confidence.py`
/// finds both, and says how far confidences can be trusted.
pub(super) const SPUN_SLOPE: f32 = 0.27;
pub(super) const SPUN_OFFSET: f32 = 0.26;
