"""The register of community scorecards, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.institutions.dues import scorecards_fall_due
from pamoja.institutions.models import Criterion, Scorecard
from pamoja.institutions.warnings import all_alike
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Register, Section, View, When
from pamoja.records.row_checks import at_least_one, each_once

MET = When(Q(interface_on__isnull=False))

scorecards = Register(
    Scorecard,
    "CSC",
    _("Community scorecard"),
    _("Community scorecards"),
    about=_("What citizens and a service think of it, criterion by criterion, and what both engaged to do."),
    sections=(
        Section("what", _("The service"), "service entity place"),
        Section("scores", _("When it was scored"), "held_on self_on"),
        Section("meeting", _("Interface meeting"), "interface_on interface_women interface_men agreed minutes next_on"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="held_on service place interface_on",
    filters="place",
    search="code service agreed",
    date_field="held_on",
    when={
        "interface_women": When(Q(interface_on__isnull=False), required=True),
        "interface_men": When(Q(interface_on__isnull=False), required=True),
        "agreed": MET,
    },
    files={"minutes": File(_("Minutes of the meeting"), _("A photograph or a scan."), MET)},
    children=(
        Child("criteria", Criterion, "criterion citizens women men own reason", _("Criteria"), keeps="held_on entity"),
    ),
    checks=(
        not_in_the_future("held_on", "self_on", "interface_on"),
        at_least_one("criteria", "scorecard.no_criterion"),
        each_once("criteria", "criterion", "scorecard.criterion_twice"),
    ),
    warnings=(all_alike,),
    narrowed_by="entity",
    views=(View("no_meeting", _("Without a meeting"), lambda _today: Q(interface_on=None)),),
    dues=scorecards_fall_due,
)
