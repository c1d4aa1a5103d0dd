"""The register of incidents, declared."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.context.checks import place_is_wide, victims_are_said
from pamoja.context.models import Incident, Known, Victims
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, Reference, Register, Section, View
from pamoja.records.row_checks import each_once

CAME_OF = "came_of"
"""How an incident is linked to the risk that it is the event of."""

QUARTER = timedelta(days=90)
STOPS = ("incident_effect:suspended", "incident_effect:withdrawn", "incident_effect:lost")

incidents = Register(
    Incident,
    "INC",
    _("Incident"),
    _("Incidents"),
    about=_(
        "What happened near the programme or to it, how sure that is, what it changes for the work. Never public, and "
        "never nearer than a groupement."
    ),
    sections=(
        Section("what", _("The incident"), "title happened_on place type author victims_known account"),
        Section("sure", _("How sure it is"), "source reliability credibility"),
        Section("effect_known", _("What it changes"), "effect days_lost measures risk"),
        Section("care", _("Who may read it"), "staff_concerned sensitivity"),
    ),
    columns="title happened_on place type effect reliability credibility",
    filters="type author effect reliability credibility place",
    search="code title account",
    date_field="happened_on",
    references={"risk": Reference("risk", CAME_OF, _("Risk of the register that came true"))},
    levels={"account": "restricted"},
    children=(
        Child(
            "victims",
            Victims,
            "harm sex people",
            _("Victims"),
            keeps="type author effect",
            when=Q(victims_known=Known.YES.value),
        ),
    ),
    checks=(
        not_in_the_future("happened_on"),
        place_is_wide,
        victims_are_said,
        each_once("victims", "harm sex", "incident.victims_twice"),
    ),
    views=(
        View("recent", _("Last 90 days"), lambda today: Q(happened_on__gt=today - QUARTER)),
        View("stops_work", _("Stops the work"), lambda _today: Q(effect__in=STOPS)),
    ),
)
