"""Invented matter for the page that shows how Pamoja looks: one sample of each part."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pamoja.desk.errors import errors_of
from pamoja.desk.templatetags.pamoja import number, percent
from pamoja.desk.values import Column, Fact, Row, Value, missing
from pamoja.formats.drawing import bar, line_chart, schematic_map, strip, tally

WORDS = "Le tableau des patrouilles sera affiché devant le bureau du groupement avant la fin du mois."
STATES = (("todo", 21), ("going", 34), ("part", 12), ("kept", 41), ("disputed", 9), ("blocked", 6), ("broken", 5))
PLACES = (
    ("CD6111", "Rutshuru", -1.18, 29.45, 12),
    ("CD6103", "Masisi", -1.4, 28.81, 9),
    ("CD6102", "Nyiragongo", -1.55, 29.25, 0),
    ("CD6104", "Walikale", -1.42, 28.07, 2),
    ("CD6105", "Lubero", -0.16, 29.24, 3),
    ("CD6107", "Beni", 0.49, 29.47, 7),
    ("CD5402", "Irumu", 1.45, 29.87, 5),
    ("CD5405", "Djugu", 1.92, 30.5, None),
)


class SampleForm(forms.Form):
    """Asks one thing of each kind."""

    holder = forms.CharField(
        label=gettext_lazy("Office that holds it"), help_text=gettext_lazy("An office, not a person.")
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Side"),
        choices=[("state", gettext_lazy("The State")), ("population", gettext_lazy("The population"))],
        widget=forms.RadioSelect,
    )


def samples() -> dict[str, Any]:
    """Return one sample of each part, in the language of the page."""
    form = SampleForm({"holder": "", "due_on": "2026-06-30", "side": "state"})
    return {
        "figures": _figures(),
        "strip": _strip(),
        "chart": _chart(),
        "map": _map(),
        "form": form,
        "errors": errors_of(form),
        "columns": [Column(_("What was promised"), "said"), Column(_("State"), "state"), Column(_("Due"), "date")],
        "rows": [
            Row([Value("said", WORDS, lang="fr", first=True), Value("state", state="disputed"), _due(12)]),
            Row([Value("said", WORDS, lang="fr", first=True), Value("state", state="kept"), missing(_("unknown"))]),
        ],
        "promiser": SimpleNamespace(side="state"),
        "receiver": SimpleNamespace(side="population"),
        "entries": _entries(),
        "steps": [
            {"title": _("Scoping"), "text": _("Done in a week."), "done": True},
            {"title": _("Dialogue sessions"), "text": _("Three of five were held."), "now": True},
            {"title": _("Restitution")},
        ],
        "facts": [
            Fact(_("Office that holds it"), Value(text=_("Territory administrator"))),
            Fact(_("Due"), _due(0)),
            Fact(_("Who said it"), Value("sealed", _("name and telephone, sealed"))),
        ],
    }


def _due(late: int) -> Value:
    return Value("date", date(2026, 6, 30), late=late)


def _figures() -> list[dict[str, Any]]:
    base, target = (
        bar.Mark(25, _("base %(value)s") % {"value": 25}),
        bar.Mark(60, _("target %(value)s") % {"value": 60}),
    )
    known: dict[str, Any] = {"url": "#states", "trace_url": "#states", "of": _("due commitments")}
    reports = _("%(received)s of %(expected)s reports") % {"received": 11, "expected": 14}
    return [
        known
        | {
            "name": _("Commitments kept"),
            "value": number(41),
            "unit": "%",
            "numerator": 41,
            "denominator": 100,
            "bar": mark_safe(bar.bar(41, 100, percent(41), base=base, target=target)),  # noqa: S308
            "tally": mark_safe(tally.tally(11, 14, reports)),  # noqa: S308
            "reported": 11,
            "expected": 14,
        },
        known | {"name": _("Share of women"), "value": None},
        known
        | {
            "name": _("Participants"),
            "value": None,
            "hidden": _("masked"),
            "why": _("hidden, so that nobody can be recognised"),
        },
    ]


def _strip() -> dict[str, Any]:
    drawn = strip.strip([strip.Part(*part) for part in STATES], _("Commitments by state"))
    return {"svg": mark_safe(drawn), "parts": [{"state": state, "count": count} for state, count in STATES]}  # noqa: S308


def _chart() -> dict[str, Any]:
    values = (("T1", 22, False), ("T2", 31, False), ("T3", None, False), ("T4", 41, True))
    points = [
        line_chart.Point(label, value, percent(value) if value else "", partial) for label, value, partial in values
    ]
    title, note = _("Commitments kept, by quarter"), _("The line breaks where nothing was received.")
    drawn = line_chart.line_chart(points, title=title, desc=note, gap_word=_("nothing received"))
    return {
        "title": title,
        "note": note,
        "svg": mark_safe(drawn),  # noqa: S308
        "columns": [_("Quarter"), _("Commitments kept")],
        "rows": [{"label": label, "cells": [percent(value) if value else None]} for label, value, _partial in values],
    }


def _map() -> dict[str, Any]:
    places = [
        schematic_map.Place(code, name, north, east, value, number(value) if value else "")
        for code, name, north, east, value in PLACES
    ]
    title, note = _("Dialogues, by territory"), _("Schematic map, no value as a boundary.")
    return {"title": title, "note": note, "svg": mark_safe(schematic_map.schematic_map(places, title=title, desc=note))}  # noqa: S308


def _entries() -> list[dict[str, Any]]:
    return [
        {
            "on": date(2026, 5, 4),
            "voice": "promiser",
            "side": "state",
            "says": "kept",
            "words": WORDS,
            "quoted": True,
            "lang": "fr",
            "speaker": _("Territory administrator"),
        },
        {
            "on": date(2026, 5, 19),
            "voice": "receiver",
            "side": "population",
            "says": "broken",
            "words": "Il n’y a pas encore de tableau devant le bureau.",
            "quoted": True,
            "lang": "fr",
            "speaker": _("Assembly of the groupement"),
            "how": _("meeting, 14 present"),
            "turned": "disputed",
        },
    ]
