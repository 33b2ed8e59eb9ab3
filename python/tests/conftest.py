from __future__ import annotations

import json
from typing import Any

import pytest
import servanda

SOURCE = (
    "Statement of Norland 🌍\n\n"
    "States rnust not harm <hospitals> & clinics – ever. We will pub1ish our na\u0308tional view.\n\n"
    "We call on Morovia:\n(a) to join us;\n(b) to make report."
)
TEXT = SOURCE.replace("rnust", "must").replace("pub1ish", "publish")


@pytest.fixture(scope="session")
def nlp() -> servanda.Pipeline:
    return servanda.load()


def place(text: str, phrase: str) -> dict[str, int]:
    start = text.index(phrase)
    return {"start": start, "end": start + len(phrase)}


def pair(phrase: str) -> list[int]:
    return list(place(TEXT, phrase).values())


def edit(before: str, after: str, channel: str, confidence: float) -> dict[str, Any]:
    change = {"before": before, "after": after, "channel": channel, "confidence": confidence}
    return place(SOURCE, before) | change


def block(kind: str, phrase: str, marker: str | None = None) -> dict[str, Any]:
    nested = marker is not None
    more = {"marker": pair(marker) if marker else None, "depth": int(nested), "lead_in": 2 if nested else None}
    more |= {"number": ord(marker[1]) - ord("a") + 1 if marker else None, "called_at": None}
    return {"kind": kind} | place(TEXT, phrase) | more


def sentence(number: int, phrase: str, kind: str, before: str | None = None, **more: Any) -> dict[str, Any]:
    source = place(SOURCE, before or phrase)
    kinds = ["norm", "commitment", "call", "position", "concern", "report", "ceremony", "boilerplate"]
    statement = {
        "kinds": [kind],
        "scores": {k: 0.9 if k == kind else 0.0 for k in kinds},
        "norm": None,
        "commitment": None,
        "call": None,
        "topics": [],
        "un_norm": None,
        "cues": [],
    }
    places = {"source_start": source["start"], "source_end": source["end"], "block": number}
    return place(TEXT, phrase) | places | {"statement": statement | more}


@pytest.fixture
def rich_dict() -> dict[str, Any]:
    """A document that has something of everything, in the form of the JSON."""
    title = "Statement of Norland 🌍"
    norm = "States must not harm <hospitals> & clinics – ever."
    pledge = "We will publish our na\u0308tional view."
    return {
        "schema": 1,
        "source": SOURCE,
        "text": TEXT,
        "language": "en",
        "head": {
            "title": place(TEXT, title) | {"text": title},
            "speaker": None,
            "office": None,
            "body": None,
            "date": None,
            "place": None,
            "on_behalf_of": None,
        },
        "verdict": {
            "condition": "scanned",
            "evidence": [{"condition": "scanned", "per_100_words": 8.3333, "threshold": 2.0}],
        },
        "edits": [edit("rnust", "must", "ocr", 0.9813), edit("pub1ish", "publish", "ocr", 0.9)],
        "suggestions": [edit("report", 'a "report"', "merge", 0.4)],
        "blocks": [
            block("title", title),
            block("paragraph", f"{norm} {pledge}"),
            block("paragraph", "We call on Morovia:"),
            block("list_item", "(a) to join us;", "(a)"),
            block("list_item", "(b) to make report.", "(b)"),
        ],
        "sentences": [
            sentence(0, title, "boilerplate"),
            sentence(
                1,
                norm,
                "norm",
                norm.replace("must", "rnust"),
                norm={"force": "prohibition", "holder": pair("States"), "action": pair("harm <hospitals> & clinics")},
                topics=["norms", "human_rights"],
                un_norm="f",
                cues=[pair("must not")],
            ),
            sentence(
                1,
                pledge,
                "commitment",
                pledge.replace("publish", "pub1ish"),
                commitment={
                    "status": "new",
                    "strength": "firm",
                    "polarity": "do",
                    "holder": pair("We"),
                    "action": pair("publish our na\u0308tional view"),
                },
            ),
            sentence(2, "We call on Morovia:", "call", call={"addressee": pair("Morovia"), "action": None}),
            sentence(3, "to join us;", "call", call={"addressee": None, "action": pair("join us")}),
            sentence(4, "to make report.", "report"),
        ],
        "provenance": {"version": "0.1.0", "model": "test 1.0.0", "options": ["repair=bold"]},
    }


@pytest.fixture
def rich(rich_dict: dict[str, Any]) -> servanda.Document:
    return servanda.Document.from_json(json.dumps(rich_dict))
