"""The registers of activities and of sessions, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.activities.checks import partners_are_others, same_day, things_only_when_distributed, told_once
from pamoja.activities.dues import activities_fall_due
from pamoja.activities.models import Activity, ActivityState, Attendance, Item, Output, Session, SessionKind, Sharing
from pamoja.activities.warnings import attendance
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Reference, Register, Section, View, When
from pamoja.records.unusual import no_names_in, unlike_others

HELD_IN, MEETING_OF, ABOUT = "held_in", "meeting_of", "about_case"
"""How a session is linked to its dialogue process, to the local structure that met in it, to the case it mediated."""
BEGUN = [ActivityState.GOING.value, ActivityState.ENDING.value, ActivityState.DONE.value]
STOPPED = [ActivityState.CANCELLED.value, ActivityState.SUSPENDED.value]
TAUGHT = [SessionKind.TRAINING.value, SessionKind.AWARENESS.value]
SHOWN = [SessionKind.RADIO.value, SessionKind.CINEMA.value]

activities = Register(
    Activity,
    "ACT",
    _("Activity"),
    _("Activities"),
    about=_("The work plan: what is planned, where, when and with whom, and what became of it."),
    sections=(
        Section("what", _("The activity"), "title type project pillar sector gender place places"),
        Section("when", _("When"), "planned_from planned_until state started_on ended_on why"),
        Section("means", _("Means"), "budget currency note report"),
        Section("joint", _("Carried together"), "same_as"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title type place owner planned_from planned_until state",
    filters="type state project pillar place",
    search="code title note",
    date_field="planned_from",
    table="activities",
    when={
        "started_on": When(Q(state__in=BEGUN), required=True),
        "ended_on": When(Q(state__in=[ActivityState.ENDING.value, ActivityState.DONE.value]), required=True),
        "why": When(Q(state__in=STOPPED), required=True),
        "currency": When(Q(budget__isnull=False), required=True),
    },
    files={"report": File(_("Report"), _("A photograph or a scan."))},
    levels={"budget": "internal", "currency": "internal"},
    children=(
        Child("outputs", Output, "what unit planned done", _("Outputs"), keeps="type state"),
        Child("partners", Sharing, "organisation part", _("Carried together with"), keeps="type state"),
    ),
    checks=(not_in_the_future("started_on", "ended_on"), told_once, partners_are_others),
    warnings=(unlike_others("planned_from", "type"), no_names_in("title", "why", "note")),
    views=(
        View(
            "running",
            _("Under way"),
            lambda _today: Q(state=ActivityState.GOING),
        ),
        View(
            "behind",
            _("Behind the plan"),
            lambda today: (
                Q(state=ActivityState.PLANNED, planned_from__lt=today)
                | Q(state=ActivityState.GOING, planned_until__lt=today)
            ),
        ),
    ),
    dues=activities_fall_due,
    phone_list=Q(state__in=[ActivityState.PLANNED, ActivityState.GOING]),
    at_desk_only="same_as",
    in_lake=Q(same_as=None),
)

sessions = Register(
    Session,
    "SEA",
    _("Session"),
    _("Sessions"),
    about=_("Every gathering: when, where, who came, what was said."),
    sections=(
        Section("when", _("When and where"), "kind held_on ended_on place activity process structure case"),
        Section(
            "what", _("What it was about"), "subject station broadcasts audience audience_how debate tested passed"
        ),
        Section("how", _("How it was held"), "language facilitators note minutes consent photo"),
        Section("count", _("Cost and newcomers"), "first_time cost currency"),
        Section("joint", _("Held together"), "same_as"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="held_on kind place owner",
    filters="kind place",
    search="code subject facilitators note",
    date_field="held_on",
    when={
        "subject": When(Q(kind__in=[*TAUGHT, *SHOWN])),
        "tested": When(Q(kind=SessionKind.TRAINING.value)),
        "passed": When(Q(kind=SessionKind.TRAINING.value)),
        "station": When(Q(kind=SessionKind.RADIO.value), required=True),
        "broadcasts": When(Q(kind=SessionKind.RADIO.value)),
        "debate": When(Q(kind__in=SHOWN)),
        "audience": When(Q(kind__in=SHOWN)),
        "audience_how": When(Q(kind__in=SHOWN, audience__isnull=False), required=True),
        "currency": When(Q(cost__isnull=False), required=True),
    },
    references={
        "process": Reference("dialogue", HELD_IN, _("Dialogue process that it belongs to")),
        "structure": Reference("structure", MEETING_OF, _("Local structure whose meeting it is")),
        "case": Reference("case", ABOUT, _("Conflict case that was mediated")),
    },
    files={
        "minutes": File(_("Minutes"), _("A photograph or a scan.")),
        "photo": File(_("Photograph"), _("Only if those in it agreed."), When(Q(consent="yes"))),
    },
    levels={"cost": "internal", "currency": "internal"},
    children=(
        Child("attendance", Attendance, "sex age category people", _("Who came")),
        Child(
            "items",
            Item,
            "item unit quantity households",
            _("Things distributed"),
            keeps="kind",
            when=Q(kind=SessionKind.DISTRIBUTION.value),
        ),
    ),
    checks=(not_in_the_future("held_on", "ended_on"), told_once, same_day, things_only_when_distributed),
    warnings=(attendance, unlike_others("held_on", "kind"), no_names_in("subject", "facilitators", "note")),
    narrowed_by="activity",
    at_desk_only="case same_as",
    in_lake=Q(same_as=None),
)
