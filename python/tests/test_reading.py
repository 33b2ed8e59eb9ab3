"""What the whole line does with small texts."""

from __future__ import annotations

import pytest
import servanda

STATEMENT = """Statement by the Republic of Norland

States must not harm hospitals. We will publish our
national view before May. We call on all States to join us.
"""


def test_statement(nlp: servanda.Pipeline) -> None:
    doc = nlp(STATEMENT)
    texts = [sent.text for sent in doc.sents]
    assert "We will publish our national view before May." in texts
    kinds = {st.sent.text: st.kind for st in doc.statements}
    assert kinds["States must not harm hospitals."] == "norm"
    assert kinds["We will publish our national view before May."] == "commitment"
    assert kinds["We call on all States to join us."] == "call"
    [norm] = [st.norm for st in doc.statements if st.norm]
    assert norm.force == "prohibition"
    assert norm.holder is not None and norm.holder.text == "States"
    assert norm.action is not None and norm.action.text == "harm hospitals"
    assert [edit.channel for edit in doc.edits] == ["wrap"]


def test_segment() -> None:
    text = "Mr. Vesk spoke. States must\nact. 🌍 We agree."
    assert [span.text for span in servanda.segment(text)] == ["Mr. Vesk spoke.", "States must\nact.", "🌍 We agree."]
    assert len(servanda.segment("")) == 0
    assert list(servanda.segment(" \n ")) == []


def test_segments_are_offsets_and_spans_on_demand() -> None:
    text = "🌍 We agree. They do not."
    found = servanda.segment(text)
    assert (len(found), found.language) == (2, "en")
    assert found.offsets.tolist() == [0, 11, 12, 24]
    assert (found.offsets.format, found.offsets.readonly) == ("Q", True)
    assert (found[0].text, found[-1].text) == ("🌍 We agree.", "They do not.")
    assert [(span.start, span.end) for span in found] == [(0, 11), (12, 24)]
    with pytest.raises(IndexError, match="no sentence 2 of 2"):
        found[2]
    assert repr(found) == "<Segments: 2 sentences in en>"


def test_segments_of_a_law() -> None:
    text = "Art. 7. The Board:\n(a) Meets in May;\n(b) Reports in June."
    found = servanda.segment(text, "en", profile="law")
    assert [span.text for span in found] == ["Art. 7.", "The Board:", "(a) Meets in May;\n(b) Reports in June."]
    with pytest.raises(ValueError, match="`statute` is not a profile; it is one of document, law"):
        servanda.segment(text, profile="statute")  # type: ignore[arg-type]


def test_segments_of_running_text() -> None:
    text = "• We agree\n• They do not. We wait."
    assert [span.text for span in servanda.segment(text)] == ["• We agree", "• They do not.", "We wait."]
    assert servanda.segment("We met.\nMr. Vesk\nspoke.", layout=False).offsets.tolist() == [0, 7, 8, 23]


def test_languages_are_detected() -> None:
    assert servanda.segment("Nous remercions M. Vesk de son rapport. Qui est contre ?").language == "fr"
    assert len(servanda.segment("Nous remercions M. Vesk. Merci.", "fr")) == 2
    doc = servanda.load()("Совет собрался 5 мая. Он принял план.")
    assert (doc.language, len(doc.sents), doc.statements) == ("ru", 2, ())
    assert doc.provenance.options == ("repair=off", "classify=false")
    assert servanda.load()("States must act, and they know it.").language == "en"


def test_numbers_and_notes() -> None:
    doc = servanda.load()("17. No State should do this.3 We have said so.\n\n(a) It is wrong;\n\n3 See the report.")
    assert [(block.kind, block.number) for block in doc.blocks] == [("paragraph", 17), ("list_item", 1), ("note", None)]
    mark = doc.blocks[2].called_at
    assert mark is not None and (mark.start, mark.text) == (28, "3")
    assert doc.blocks[0].called_at is None


def test_repair() -> None:
    doc = servanda.repair("The ﬁnal text doesnâ€™t harm.")
    assert doc.text == "The final text doesn’t harm."
    assert [(edit.before, edit.after, edit.channel) for edit in doc.edits] == [
        ("ﬁ", "fi", "ligature"),
        ("â€™", "’", "mojibake"),
    ]
    assert doc.statements == () and len(doc) == 1
    assert servanda.repair(b"Text.").text == "Text."
    assert servanda.repair("We act.", policy="off").provenance.options == ("repair=off", "classify=false")
