"""A place is chosen step by step, as far down as one knows, and no higher than one's own area."""

from collections.abc import Callable

import pytest
from lxml import etree

from pamoja.accounts.models import User
from pamoja.formats.questions import Form
from pamoja.formats.xform import XForm, read_submission, reading
from tests.cast import Cast
from tests.phone.phone import Phone

pytestmark = [pytest.mark.phone, pytest.mark.parametrize("form", ["session"], indirect=True)]
Lists = Callable[[User], dict[str, str]]


def chosen(
    phone: Phone, form: Form, xform: XForm, media: dict[str, str], **levels: str
) -> tuple[str | None, list[str]]:
    """Return the place that these choices make, and where the phone complains of them."""
    filled = phone.fill(xform.xml, levels, media)
    answers = read_submission(reading(form), etree.fromstring(filled.xml))
    complaints = [v["reference"].rpartition("/")[2] for v in filled.violations if "place" in v["reference"]]
    return answers.get("place"), complaints + filled.problems


@pytest.mark.parametrize(
    ("levels", "place"),
    [
        (["CD61", "CD6111"], "CD6111"),
        (["CD61", "CD6111", "CD6111-bwisha"], "CD6111-bwisha"),
        (["CD61", "CD6111", "CD6111-bwisha", "CD6111-bwisha-jomba"], "CD6111-bwisha-jomba"),
    ],
)
def test_the_answer_is_the_deepest_place_chosen(
    phone: Phone, form: Form, xform: XForm, cast: Cast, lists: Lists, levels: list[str], place: str
) -> None:
    named = {f"place_{number}": code for number, code in enumerate(levels, start=1)}
    assert chosen(phone, form, xform, lists(cast.field_agent), **named) == (place, [])


def test_a_place_above_ones_area_does_not_do(phone: Phone, form: Form, xform: XForm, cast: Cast, lists: Lists) -> None:
    assert chosen(phone, form, xform, lists(cast.field_agent), place_1="CD61") == ("CD61", ["place_2"])


def test_who_works_everywhere_may_answer_with_a_province(
    phone: Phone, form: Form, xform: XForm, cast: Cast, lists: Lists
) -> None:
    assert chosen(phone, form, xform, lists(cast.consortium_me), place_1="CD61") == ("CD61", [])


def test_a_level_without_places_is_not_asked(phone: Phone, form: Form, xform: XForm, cast: Cast, lists: Lists) -> None:
    opened = phone.open(xform.xml, lists(cast.consortium_me))
    states = opened.answer({"place_1": "CD61", "place_2": "CD6111", "place_3": "CD6111-bwisha"})
    asked = {name: states[name]["relevant"] for name in states if name.startswith("place_")}
    opened.close()
    assert asked == {"place_1": True, "place_2": True, "place_3": True, "place_4": True, "place_5": False}


def test_changing_the_province_does_not_leave_the_old_territoire(
    phone: Phone, form: Form, xform: XForm, cast: Cast, lists: Lists
) -> None:
    opened = phone.open(xform.xml, lists(cast.consortium_me))
    opened.answer({"place_1": "CD61", "place_2": "CD6111"})
    states = opened.answer({"place_1": "CD54"})
    opened.close()
    assert (states["place_2"]["value"], states["place"]["value"]) == ("", "CD54")
