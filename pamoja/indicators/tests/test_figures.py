"""What figures promise: the state as of the end of each period, unknown is not zero, nothing bare."""

from datetime import date

import pytest

from pamoja.dialogue.models import DialogueProcess
from pamoja.engine import periods
from pamoja.engine.cells import Cell, Filters
from pamoja.indicators import figures
from pamoja.indicators.figures import cell
from pamoja.lake.refresh import refresh
from pamoja.lake.tests import entries
from pamoja.structures.tests.standing import structure
from tests.cast import Cast, by

TODAY = date(2026, 11, 24)


@pytest.fixture
def process(base: None) -> DialogueProcess:
    """Enter a process."""
    return entries.dialogue()


def quarters(code: str, until: date = TODAY, **filters: str) -> list[tuple[int | None, int | None]]:
    """Refresh the lake; return numerators and denominators by quarter."""
    refresh()
    return [(cell.numerator, cell.denominator) for cell in figures.series(code, "quarter", until, Filters(**filters))]


def in_2026(code: str, **filters: str) -> Cell:
    """Refresh the lake; return the figure of the year."""
    refresh()
    return cell(code, periods.parse("2026", TODAY, TODAY), Filters(**filters))


def test_the_programme_does_not_begin_when_a_structure_was_set_up(process: DialogueProcess, cast: Cast) -> None:
    structure(by(cast.partner_me), set_up_on="2007-08-20")
    entries.commitment(process, made_on="2026-02-03", due_on="2026-03-15")
    refresh()
    assert figures.since_start(TODAY).start.year == 2026


def test_a_later_word_changes_later_periods_only(process: DialogueProcess) -> None:
    promise = entries.commitment(process, made_on="2026-02-03", due_on="2026-03-15")
    entries.word(promise, said_on="2026-03-20", says="kept")
    assert quarters("commitments_kept") == [(1, 1), (1, 1), (1, 1), (1, 1)]
    entries.word(promise, said_on="2026-08-02", voice="receiver", says="broken")
    assert quarters("commitments_kept") == [(1, 1), (1, 1), (0, 1), (0, 1)]
    [_one, _two, third, _four] = figures.series("commitments_kept", "quarter", TODAY)
    assert (third.parts["disputed"], third.parts["broken"]) == (1, 0)


def test_what_is_due_after_today_is_not_yet_due(process: DialogueProcess) -> None:
    entries.commitment(process, made_on="2026-10-01", due_on="2026-11-24")
    entries.commitment(process, made_on="2026-10-01", due_on="2026-11-25")
    assert quarters("commitments_due") == [(1, None)]
    assert quarters("commitments_due", until=date(2026, 11, 25)) == [(2, None)]
    assert in_2026("commitments_due").parts["not_due"] == 1


def test_what_is_due_today_is_not_late_before_tomorrow(process: DialogueProcess) -> None:
    entries.commitment(process, made_on="2026-10-01", due_on="2026-11-24")
    entries.commitment(process, made_on="2026-10-01", due_on="2026-11-23")
    found = in_2026("commitments_due")
    assert (found.numerator, found.parts["late"]) == (2, 1)


STATES = """
says             | numerator | part
kept             | 1         |
part             | 0         | part
going            | 0         | going
todo             | 0         | todo
blocked          | 0         | blocked
broken           | 0         | broken
dropped          | 0         | dropped
"""


@pytest.mark.parametrize(
    ("says", "numerator", "part"), [[c.strip() for c in row.split("|")] for row in STATES.strip().splitlines()[1:]]
)
def test_only_kept_counts_and_the_rest_is_shown_apart(
    process: DialogueProcess, says: str, numerator: str, part: str
) -> None:
    promise = entries.commitment(process)
    for voice in ("promiser", "receiver"):
        entries.word(promise, voice=voice, says=says, speaker="Comité")
    found = in_2026("commitments_kept")
    assert (found.numerator, found.denominator) == (int(numerator), 1)
    assert {name for name, number in found.parts.items() if number} == ({part} if part else set())


def test_a_commitment_without_a_due_date_is_missing(process: DialogueProcess) -> None:
    entries.commitment(process, due_on="")
    found = in_2026("commitments_kept")
    assert (found.numerator, found.denominator, found.missing, found.value) == (0, 0, 1, None)


def test_verified_is_what_an_observer_saw_of_what_was_declared_kept(process: DialogueProcess) -> None:
    declared, contradicted, seen, _silent = (entries.commitment(process) for _ in range(4))
    for promise in (declared, contradicted, seen):
        entries.word(promise, says="kept")
    entries.word(contradicted, voice="verification", says="part", speaker="Observateur")
    entries.word(seen, voice="verification", says="kept", speaker="Observateur")
    found = in_2026("verified_share")
    assert (found.numerator, found.denominator, found.missing) == (1, 3, 1)
    assert found.parts == {"not_verified": 1, "contradicted": 1}


def test_before_the_first_record_nothing_is_known_and_later_zero_is_zero(process: DialogueProcess) -> None:
    entries.session(process, held_on="2026-02-03")
    refresh()
    before = cell("dialogues_held", periods.parse("2025-Q4", TODAY, TODAY))
    after = cell("dialogues_held", periods.parse("2026-Q2", TODAY, TODAY))
    assert (before.numerator, before.known, before.value) == (None, False, None)
    assert (after.numerator, after.known, after.value) == (0, True, 0)


def test_a_ratio_of_nothing_is_a_gap(process: DialogueProcess) -> None:
    entries.session(process, "f 3, m 1", held_on="2026-02-03")
    entries.session(process, "x 9", held_on="2026-08-03")
    refresh()
    shares = figures.series("womens_share", "quarter", TODAY)
    assert [share.value for share in shares] == [0.75, None, None, None]
    assert [share.percent for share in shares] == [75.0, None, None, None]
    assert [share.missing for share in shares] == [0, 0, 9, 0]


def test_without_any_record_nothing_is_known(base: None) -> None:
    refresh()
    assert not any(found.known for code in figures.catalogue() for found in figures.series(code, "year", TODAY))


def test_processes_stand_beside_their_sessions_and_count_once(process: DialogueProcess) -> None:
    other = entries.dialogue()
    for held_in, kind in ((process, "dialogue"), (process, "dialogue"), (other, "dialogue"), (other, "training")):
        entries.session(held_in, kind=kind)
    entries.session(None)
    found = in_2026("dialogues_held")
    assert (found.numerator, found.parts["processes"], found.missing) == (4, 2, 1)


def test_participations_are_told_by_sex_category_and_age(process: DialogueProcess) -> None:
    entries.session(process, "f 12 women 18-35, m 3 police, x 4 youth 0-17", owner="upendo")
    entries.session(process, "f 5 youth", owner="tumaini")
    entries.session(process, "")
    found = in_2026("participants")
    assert (found.numerator, found.n, found.missing, found.partners) == (24, 2, 1, 2)
    assert found.parts == {"women": 17, "men": 3, "sex_unknown": 4}
    year = found.period
    by_category = {key: one.numerator for key, one in figures.by("participants", "category", year).items() if key}
    assert by_category == {"women": 12, "police": 3, "youth": 9}
    assert cell("participants", year, Filters(sex="f", category="youth")).numerator == 5
    assert figures.by("participants", "age", year)["0-17"].numerator == 4


def test_a_zone_holds_the_places_that_it_held_on_the_day(process: DialogueProcess) -> None:
    entries.session(process, held_on="2026-02-03", place=entries.JOMBA)
    entries.session(process, held_on="2026-02-03", place="CD6111")
    entries.session(process, held_on="2026-02-03", place="CD6109")
    year = in_2026("dialogues_held").period
    found = {key: one.numerator for key, one in figures.by("dialogues_held", "zone", year).items()}
    assert found == {"volcans": 1, "beni-nord": 1}
    assert {key: one.numerator for key, one in figures.by("dialogues_held", "territory", year).items()} == {
        "CD6109": 1, "CD6111": 2,
    }  # fmt: skip


def test_a_figure_is_never_bare(process: DialogueProcess) -> None:
    entries.session(process)
    found = in_2026("womens_share")
    assert (found.indicator, found.version, found.n, found.partners) == ("womens_share", 1, 1, 1)
    assert found.watermark
    assert figures.read_at().tzinfo is not None


@pytest.mark.parametrize(
    ("code", "filters", "dimension"),
    [("commitments_kept", {"sex": "f"}, "sex"), ("dialogues_held", {"age": "60+"}, "age")],
)
def test_what_an_indicator_cannot_be_cut_by_is_refused(
    base: None, code: str, filters: dict[str, str], dimension: str
) -> None:
    refresh()
    year = periods.parse("2026", TODAY, TODAY)
    with pytest.raises(ValueError, match="cannot be kept to"):
        cell(code, year, Filters(**filters))
    with pytest.raises(ValueError, match="is not shown by"):
        figures.by(code, dimension, year)
    with pytest.raises(ValueError, match="has no part"):
        figures.trace(code, year, part="half")


def test_every_definition_speaks_three_languages_and_names_its_parts(base: None) -> None:
    assert list(figures.catalogue()) == [
        "dialogues_held", "participants", "womens_share", "commitments_due", "commitments_kept", "verified_share",
    ]  # fmt: skip
    for definition in figures.catalogue().values():
        texts = [definition.name, definition.question, definition.method, definition.counted, definition.missing.name]
        for text in [*texts, *(part.name for part in definition.parts)]:
            assert all(text[language] for language in ("fr", "en", "sw"))
