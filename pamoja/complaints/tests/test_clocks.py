"""Each category has a clock, with its source; a fault of the file is told with all others."""

import tomllib
from datetime import date

import pytest

from pamoja.complaints.clocks import FILE, SLOWEST, categories, clock_of, read_categories
from pamoja.complaints.register import behind_the_clock
from pamoja.engine.complaint import Clock
from pamoja.records.actions import LISTS

SYMBOLS = FILE.parents[1] / "desk/templates/parts/symbols.html"


def listed() -> set[str]:
    data = tomllib.loads((LISTS / "complaint_category.toml").read_text(encoding="utf-8"))
    return {entry["code"] for entry in data["term"]}


def test_every_category_of_the_list_has_its_clock_and_a_shape_that_is_drawn() -> None:
    assert set(categories()) == listed()
    drawn = SYMBOLS.read_text(encoding="utf-8")
    assert all(f'id="g-{category.sign}"' in drawn for category in categories().values())
    assert len({category.sign for category in categories().values()}) == len(categories())


def test_danger_is_answered_first() -> None:
    clocks = {code: category.clock.answer for code, category in categories().items()}
    assert min(clocks, key=lambda code: clocks[code]) == "safety"


def test_a_category_that_an_instance_added_has_a_clock_too() -> None:
    assert clock_of("complaint_category:ours") == SLOWEST
    assert "complaint_category:money" in str(behind_the_clock(date(2026, 3, 10)))


def test_all_faults_of_the_file_are_told_at_once() -> None:
    text = """
    [category]
    a = { acknowledge = 0, answer = 5, sign = "kept" }
    b = { acknowledge = 9, answer = 5, sign = "kept" }
    c = { acknowledge = 1, answer = 5 }
    """
    with pytest.raises(ValueError) as error:
        read_categories(text)
    told = str(error.value)
    assert all(part in told for part in ("source", "a: “ack", "b: it is acknowledged before", "c: “sign”"))
    good = read_categories('source = "x"\n[category]\na = { acknowledge = 1, answer = 5, sign = "kept" }')
    assert good["a"].clock == Clock(1, 5)
