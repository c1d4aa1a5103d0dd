"""The register of conflict analyses, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.checks import events_lie_before, held_for_some_years
from pamoja.context.dues import REPLACES, analyses_end, replaced
from pamoja.context.models import Actor, Analysis, Driver, Event, Factor
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Reference, Register, Section, View
from pamoja.records.row_checks import each_once

ANALYSED_FOR = "analysed_for"
"""How an analysis is linked to the dialogue process that it was made for."""

analyses = Register(
    Analysis,
    "ANA",
    _("Conflict analysis"),
    _("Conflict analyses"),
    about=_(
        "What drives a conflict, who acts in it, what divides and what connects; each is held to be true until a day."
    ),
    sections=(
        Section("what", _("The analysis"), "title level place method analysed_on held_until dialogue replaces"),
        Section("who", _("Who took part"), "women men"),
        Section("found", _("What it says"), "summary advice report"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title level place method analysed_on held_until",
    filters="level method place",
    search="code title summary",
    date_field="analysed_on",
    references={
        "dialogue": Reference("dialogue", ANALYSED_FOR, _("Dialogue process that it was made for")),
        "replaces": Reference("analysis", REPLACES, _("Earlier analysis that it replaces")),
    },
    files={"report": File(_("Report of the analysis"), _("Without names of people."))},
    levels={"actors": "restricted", "report": "restricted"},
    children=(
        Child("drivers", Driver, "dynamic how", _("What drives the conflict"), keeps="level method"),
        Child("actors", Actor, "name kind interest position power part", _("Who acts in it"), keeps="level method"),
        Child("factors", Factor, "kind what", _("What divides, what connects"), keeps="level method"),
        Child("events", Event, "year when what", _("Timeline"), keeps="level method"),
    ),
    checks=(
        not_in_the_future("analysed_on"),
        held_for_some_years,
        each_once("drivers", "dynamic", "analysis.driver_twice"),
        events_lie_before,
    ),
    views=(
        View("in_force", _("Held to be true"), lambda today: Q(held_until__gte=today)),
        View("out_of_date", _("Out of date"), lambda today: Q(held_until__lt=today) & ~replaced()),
    ),
    dues=analyses_end,
    table="analyses",
)
