"""Which register the submissions of each form become records of: the visible list."""

ROUTES: dict[str, str] = {
    "dialogue": "dialogue",
    "session": "session",
    "commitment": "commitment",
    "followup": "followup",
    "case": "case",
    "visit": "visit",
    "structure": "structure",
    "assessment": "assessment",
    "person": "person",
}
