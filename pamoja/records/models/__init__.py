"""What records are made of, and what is kept with them."""

from pamoja.records.models.apart import Evidence, Picture, SealedAnswer
from pamoja.records.models.beside import Change, Counter, Edition, RecordWords, WordsEdition
from pamoja.records.models.issues import Issue, IssueState
from pamoja.records.models.kept import KeptDraft, KeptFilter
from pamoja.records.models.record import Life, Record, Sensitivity, YesNo
from pamoja.records.models.relations import Link, TeamMember
from pamoja.records.models.terms import Term, listed

__all__ = [
    "Change",
    "Counter",
    "Edition",
    "Evidence",
    "Issue",
    "IssueState",
    "KeptDraft",
    "KeptFilter",
    "Life",
    "Link",
    "Picture",
    "Record",
    "RecordWords",
    "SealedAnswer",
    "Sensitivity",
    "TeamMember",
    "Term",
    "WordsEdition",
    "YesNo",
    "listed",
]
