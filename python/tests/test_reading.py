"""What the whole line does with small texts."""

from __future__ import annotations

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
    assert servanda.segment("") == []
    assert servanda.segment(" \n ") == []


def test_repair() -> None:
    doc = servanda.repair("The ﬁnal text doesnâ€™t harm.")
    assert doc.text == "The final text doesn’t harm."
    assert [(edit.before, edit.after, edit.channel) for edit in doc.edits] == [
        ("ﬁ", "fi", "ligature"),
        ("â€™", "’", "mojibake"),
    ]
    assert doc.statements == () and len(doc) == 1
    assert servanda.repair(b"Text.").text == "Text."
    assert servanda.repair("Text.", policy="off").provenance.options == ("repair=off", "classify=false")
