"""The cells of a home page in SQL written by hand: numerators, denominators, n, missing, partners and parts."""

NOW = "date '2026-11-24'"
THIS_QUARTER = f"held_on BETWEEN date '2026-10-01' AND {NOW}"
QUARTER_ENDS = ", ".join(
    f"({index}, date '{day}')"
    for index, day in enumerate(
        [
            "2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30",
            "2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30", "2026-11-24",
        ]
    )
)  # fmt: skip
DIALOGUES_HELD = """
    count(*) FILTER (WHERE kind = 'dialogue'), NULL, count(*) FILTER (WHERE kind = 'dialogue'),
    count(*) FILTER (WHERE kind = 'dialogue' AND process IS NULL),
    count(DISTINCT owner) FILTER (WHERE kind = 'dialogue'), count(DISTINCT process) FILTER (WHERE kind = 'dialogue')
"""
ATTENDANCE = """
    coalesce(sum(people), 0), NULL, count(DISTINCT session) FILTER (WHERE people IS NOT NULL),
    count(DISTINCT session) FILTER (WHERE people IS NULL), count(DISTINCT owner) FILTER (WHERE people IS NOT NULL),
    coalesce(sum(people) FILTER (WHERE sex = 'f'), 0), coalesce(sum(people) FILTER (WHERE sex = 'm'), 0),
    coalesce(sum(people) FILTER (WHERE sex = 'x'), 0),
    coalesce(sum(people) FILTER (WHERE sex = 'f'), 0), coalesce(sum(people) FILTER (WHERE sex IN ('f', 'm')), 0),
    count(DISTINCT session) FILTER (WHERE sex IN ('f', 'm')), coalesce(sum(people) FILTER (WHERE sex = 'x'), 0),
    count(DISTINCT owner) FILTER (WHERE sex IN ('f', 'm')), coalesce(sum(people) FILTER (WHERE sex = 'm'), 0)
"""
DUE = """
    count(*) FILTER (WHERE due_on <= evening), NULL, count(*) FILTER (WHERE due_on <= evening),
    count(*) FILTER (WHERE due_on IS NULL), count(DISTINCT owner) FILTER (WHERE due_on <= evening),
    count(*) FILTER (WHERE due_on < evening AND state IN ('todo', 'going', 'part', 'disputed', 'blocked')),
    count(*) FILTER (WHERE due_on > evening)
"""
KEPT = f"""
    count(*) FILTER (WHERE due_on <= evening AND state = 'kept'), count(*) FILTER (WHERE due_on <= evening),
    count(*) FILTER (WHERE due_on <= evening), count(*) FILTER (WHERE due_on IS NULL),
    count(DISTINCT owner) FILTER (WHERE due_on <= evening), {
    ", ".join(
        f"count(*) FILTER (WHERE due_on <= evening AND state = '{state}')"
        for state in ("part", "disputed", "going", "todo", "blocked", "broken", "dropped")
    )
}, count(*) FILTER (WHERE due_on > evening)
"""
VERIFIED = """
    count(*) FILTER (WHERE declared = 'kept' AND verified = 'kept'), count(*) FILTER (WHERE declared = 'kept'),
    count(*) FILTER (WHERE declared = 'kept'), count(*) FILTER (WHERE declared IS NULL AND due_on <= evening),
    count(DISTINCT owner) FILTER (WHERE declared = 'kept'),
    count(*) FILTER (WHERE declared = 'kept' AND verified IS NULL),
    count(*) FILTER (WHERE declared = 'kept' AND verified <> 'kept')
"""
FROM_SPANS = """
    FROM commitment_spans JOIN (VALUES {evenings}) AS quarters (quarter, evening)
    ON start <= evening AND ("end" IS NULL OR "end" > evening)
"""

HOME = (
    f"SELECT {DIALOGUES_HELD} FROM sessions WHERE {THIS_QUARTER}",
    f"SELECT {ATTENDANCE} FROM attendance WHERE {THIS_QUARTER}",
    f"SELECT {DUE}, {KEPT}, {VERIFIED} {FROM_SPANS.format(evenings=f'(0, {NOW})')}",
    f"SELECT {KEPT} {FROM_SPANS.format(evenings=QUARTER_ENDS)} GROUP BY quarter ORDER BY quarter",
    f"SELECT {DIALOGUES_HELD} FROM sessions WHERE {THIS_QUARTER} AND territory IS NOT NULL"
    " GROUP BY territory ORDER BY territory",
)
