"""Rules that nobody has written yet read the same too, in the database, on the server and on the phone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pamoja.dialogue.models import DialogueProcess
from pamoja.formats.questions import Choice, Form, Label, Question, Rule, Section
from pamoja.formats.rules import obeyed, surely, typed
from pamoja.formats.xform import make_xform
from pamoja.records.rules import neutral, rule
from tests.phone.phone import Phone
from tests.phone.probe import Probe

pytestmark = [pytest.mark.phone, pytest.mark.django_db]

DAYS = [(date(2026, 1, 1) + timedelta(days=days)) for days in range(3)]
DATES = ["opened_on", "outcome_on", "restitution_on"]
NUMBERS = ["restitution_women", "restitution_men"]
LEVELS = ["village", "groupement", "province"]
NAMES = ["level", *DATES, *NUMBERS]

days = st.sampled_from([*(F(name) for name in DATES), *DAYS])
numbers = st.sampled_from(
    [F("restitution_women"), F("restitution_men"), F("restitution_women") + F("restitution_men"), 0, 2]
)
order = st.sampled_from(["", "__gt", "__gte", "__lt", "__lte"])
leaf = st.one_of(
    st.builds(lambda name, sign, other: Q(**{f"{name}{sign}": other}), st.sampled_from(DATES), order, days),
    st.builds(lambda name, sign, other: Q(**{f"{name}{sign}": other}), st.sampled_from(NUMBERS), order, numbers),
    st.builds(lambda name, blank: Q(**{f"{name}__isnull": blank}), st.sampled_from(DATES + NUMBERS), st.booleans()),
    st.builds(lambda level: Q(level=level), st.sampled_from(LEVELS)),
    st.builds(lambda levels: Q(level__in=levels), st.lists(st.sampled_from(LEVELS), min_size=1, unique=True)),
)
condition = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(lambda q: ~q, inner),
        st.builds(lambda left, right: left & right, inner, inner),
        st.builds(lambda left, right: left | right, inner, inner),
    ),
    max_leaves=5,
)
answers = st.fixed_dictionaries(
    {
        "level": st.sampled_from(LEVELS),
        **{name: st.sampled_from(["", *(day.isoformat() for day in DAYS)]) for name in DATES},
        **{name: st.sampled_from(["", "0", "1", "2", "4"]) for name in NUMBERS},
    }
)


def said(text: str) -> Label:
    """Return the same text for every language."""
    return {"fr": text, "sw": text, "en": text}


def form_with(q: Q) -> Form:
    """Return a form whose last question is asked by the condition, and one before it obeys it."""
    kinds = {"level": "one", **dict.fromkeys(DATES, "date"), **dict.fromkeys(NUMBERS, "integer")}
    choices = tuple(Choice(level, said(level)) for level in LEVELS)
    asked = tuple(
        Question(name, kinds[name], said(name), said(""), choices=choices if name == "level" else ())  # type: ignore[arg-type]
        for name in NAMES
    )
    obeying = Question("level_again", "text", said("level_again"), said(""))
    sometimes = Question("sometimes", "text", said("sometimes"), said(""), when=neutral(q))
    held = Rule("held", neutral(q), said("broken"), "level_again")
    return Form("random", said("random"), (Section("all", said("all"), (*asked, obeying, sometimes)),), rules=(held,))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(q=condition, rows=st.lists(answers, min_size=6, max_size=6))
def test_a_random_rule_is_read_alike(phone: Phone, q: Q, rows: list[dict[str, str]]) -> None:
    form = form_with(q)
    opened = phone.open(make_xform(form).xml, {})
    probe = Probe(DialogueProcess, [rule("random", q, "broken")], NAMES)
    for row in rows:
        states = opened.answer({**row, "level_again": "x"})
        values: dict[str, Any] = {name: typed(form.question(name).kind, answer) for name, answer in row.items()}
        on_server = obeyed(neutral(q), values)
        assert probe.accepts(values) == on_server, (q, row)
        assert states["level_again"]["holds"] == on_server, (q, row)
        assert states["sometimes"]["relevant"] == surely(neutral(q), values), (q, row)
    opened.close()
