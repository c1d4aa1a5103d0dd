"""The register of complaints and feedback, declared."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.complaints.checks import anonymous_is_unnamed
from pamoja.complaints.clocks import SLOWEST, keys_by_clock
from pamoja.complaints.dues import OPEN, steps_fall_due
from pamoja.complaints.models import Complaint
from pamoja.engine.complaint import Clock
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import File, Register, Sealed, Section, View, When
from pamoja.records.unusual import no_names_in, unlike_others

UNTOLD = OPEN & Q(acknowledged_on__isnull=True)


def behind_the_clock(today: date) -> Q:
    """Return the condition that a complaint waits longer for a step than the clock of its category allows."""
    clocks = keys_by_clock()
    found = _behind(SLOWEST, today) & ~Q(category__in=[key for keys in clocks.values() for key in keys])
    for clock, keys in clocks.items():
        found |= _behind(clock, today) & Q(category__in=keys)
    return OPEN & found


def _behind(clock: Clock, today: date) -> Q:
    untold = Q(acknowledged_on__isnull=True, received_on__lt=today - timedelta(days=clock.acknowledge))
    return untold | Q(received_on__lt=today - timedelta(days=clock.answer))


complaints = Register(
    Complaint,
    "PLA",
    _("Complaint or feedback"),
    _("Complaints and feedback"),
    about=_(
        "What people say of the programme, by phone, box, meeting or the public page, and what they were answered. "
        "Abuse by staff is not here: it has a store of its own."
    ),
    sections=(
        Section("what", _("The complaint"), "received_on channel category place place_said"),
        Section("who", _("Who speaks"), "anonymous language person_name person_phone"),
        Section("words", _("What was said"), "said letter"),
        Section("handling", _("What is done"), "acknowledged_on office referred_on referred_to decision"),
        Section("answer", _("Answer"), "answered_on answer answer_way closed_on"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="category place received_on office answered_on",
    filters="category channel place",
    search="code said office",
    date_field="received_on",
    when={
        "referred_to": When(Q(referred_on__isnull=False), required=True),
        "answer": When(Q(answered_on__isnull=False), required=True),
        "answer_way": When(Q(answered_on__isnull=False), required=True),
    },
    files={"letter": File(_("Letter or form"), _("A photograph or a scan of what was written on paper."))},
    sealed={
        "person_name": Sealed(_("Name of the person"), _("Only if the person wants an answer.")),
        "person_phone": Sealed(_("Phone, or another way to reach the person"), match="phone"),
    },
    levels=dict.fromkeys(("place_said", "said", "letter", "decision", "answer"), "restricted"),
    checks=(
        not_in_the_future("received_on", "acknowledged_on", "referred_on", "answered_on", "closed_on"),
        anonymous_is_unnamed,
    ),
    warnings=(unlike_others("received_on", "category", "channel"), no_names_in("office", "referred_to")),
    views=(
        View("to_acknowledge", _("To acknowledge"), lambda _today: UNTOLD),
        View("behind_the_clock", _("Behind the clock"), behind_the_clock),
        View("answered", pgettext_lazy("complaints", "Answered"), lambda _today: Q(answered_on__isnull=False)),
    ),
    dues=steps_fall_due,
)
