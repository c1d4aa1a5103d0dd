"""The short set on functioning of the Washington Group: six questions, and the cut-off that makes of them one answer.

Source: Washington Group on Disability Statistics, "The Washington Group Short Set on Functioning (WG-SS)", 2022, and
its analytic guidelines: a person with a disability has a lot of difficulty in at least one of the six, or cannot do it
at all.
"""

from collections.abc import Iterable

DIFFICULT = ("lot", "cannot")
"""The answers at or beyond the cut-off."""
EASY = ("none", "some")


def disability(answers: Iterable[str]) -> str:
    """Return "yes", "no", or "" (unknown) for the answers to the six questions; an answer not given is blank.

    One difficulty at the cut-off is enough for yes; no needs all six answers. (The group's own syntax reads a question
    without an answer as no difficulty; here what is missing stays missing.)
    """
    given = list(answers)
    if any(answer in DIFFICULT for answer in given):
        return "yes"
    return "no" if all(answer in EASY for answer in given) else ""
