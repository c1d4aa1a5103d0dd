"""What reports of abuse hold, sealed as one piece whose length tells nothing."""

import json
from dataclasses import asdict, dataclass

from pamoja.kit.keyring import seal_for, unseal
from pamoja.psea.models import Entry, Report

STEP = 2048
"""Sealed pieces are as long as the next multiple of this many bytes."""


@dataclass(frozen=True)
class Content:
    """Hold what was reported: where (the code of a place, and the words for it), what happened, how to reach whom."""

    place: str
    place_said: str
    said: str
    name: str
    contact: str
    language: str


def seal_content(report: Report, content: Content) -> bytes:
    """Return the content of a report, sealed for its organisation and for this report alone."""
    return seal_for(
        report.owner_id, purpose_of_report(report), _padded(json.dumps(asdict(content), ensure_ascii=False))
    )


def open_content(report: Report) -> Content:
    """Return what was reported; raise Problem("seal.key_lost") or Problem("seal.unreadable")."""
    return Content(**json.loads(unseal(purpose_of_report(report), report.sealed)))


def seal_words(entry: Entry, words: str) -> bytes:
    """Return the words of an entry, sealed for the organisation of its report and for this entry alone."""
    return seal_for(entry.report.owner_id, purpose_of_entry(entry), _padded(json.dumps(words, ensure_ascii=False)))


def open_words(entry: Entry) -> str:
    """Return the words of an entry; raise Problem("seal.key_lost") or Problem("seal.unreadable")."""
    return str(json.loads(unseal(purpose_of_entry(entry), entry.sealed)))


def purpose_of_report(report: Report) -> str:
    """Return the purpose that the content of a report is sealed for."""
    return f"psea/report/{report.pk}"


def purpose_of_entry(entry: Entry) -> str:
    """Return the purpose that the words of an entry are sealed for."""
    return f"psea/entry/{entry.report_id}/{entry.pk}"


def _padded(text: str) -> bytes:
    plain = text.encode()
    return plain.ljust(-(-len(plain) // STEP) * STEP)
