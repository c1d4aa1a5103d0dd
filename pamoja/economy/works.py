"""The registers of works and of the visits that follow them, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.dues import works_visits_fall_due
from pamoja.economy.models import Condition, Works, WorksVisit, WorkTeam
from pamoja.economy.warnings import verified_above_done, wages_differ
from pamoja.economy.works_checks import outline_is_a_line, verified_by_the_service
from pamoja.records.checks import amounts_have_currency, dates_in_order, not_in_the_future
from pamoja.records.register import Child, File, Register, Section, View, When
from pamoja.records.unusual import no_names_in, unlike_others

SEEN = [Condition.GOOD.value, Condition.DAMAGED.value, Condition.LOST.value]

works = Register(
    Works,
    "HIM",
    _("Works"),
    _("Works and cash for work"),
    about=_(
        "Roads, bridges, markets, water: planned, done as declared, verified by the service; who worked and was paid."
    ),
    sections=(
        Section("what", _("The works"), "title type place carried_out_by"),
        Section("where", _("Where exactly"), "from_end to_end outline"),
        Section("when", _("When"), "starts_on ended_on"),
        Section("much", _("How much"), "unit planned done"),
        Section("verified", _("Verified by the service"), "verified verified_by verified_on report"),
        Section("wages", _("Wages"), "wages_due wages_paid currency wages_paid_on"),
        Section("accepted", _("Acceptance"), "provisional_on final_on accepted_by"),
        Section("committee", _("Who looks after them"), "committee committee_women committee_men note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title type place unit planned done verified",
    filters="type unit place",
    search="code title carried_out_by",
    date_field="starts_on",
    when={
        "verified_by": When(Q(verified__isnull=False), required=True),
        "verified_on": When(Q(verified__isnull=False), required=True),
        "wages_paid_on": When(Q(wages_paid__isnull=False, wages_paid__gt=0), required=True),
        "accepted_by": When(Q(provisional_on__isnull=False), required=True),
        "final_on": When(Q(provisional_on__isnull=False)),
        "committee_women": When(Q(committee="yes")),
        "committee_men": When(Q(committee="yes")),
    },
    files={
        "report": File(
            _("Report of the service"), _("Signed: a photograph or a scan."), When(Q(verified__isnull=False), True)
        ),
    },
    children=(Child("workers", WorkTeam, "sex status people days wage", _("Workers"), keeps="type unit ended_on"),),
    checks=(
        not_in_the_future("ended_on", "verified_on", "wages_paid_on", "provisional_on", "final_on"),
        amounts_have_currency("wages_due", "wages_paid", workers="wage"),
        outline_is_a_line,
        verified_by_the_service,
    ),
    warnings=(
        verified_above_done,
        wages_differ,
        unlike_others("starts_on", "type"),
        no_names_in("title", "carried_out_by", "from_end", "to_end", "verified_by", "accepted_by", "note"),
    ),
    views=(
        View("under_way", _("Under way"), lambda today: Q(ended_on=None, starts_on__lte=today)),
        View("to_verify", _("Ended, not verified"), lambda today: Q(ended_on__lte=today, verified_on=None)),
    ),
    dues=works_visits_fall_due,
    table="works",
)

works_visits = Register(
    WorksVisit,
    "VOU",
    _("Visit to works"),
    _("Visits to works"),
    about=_("In what condition works are 6 and 12 months after; a visit that did not take place is written down too."),
    sections=(
        Section("which", _("Which works"), "works milestone visited_on place"),
        Section("found", _("What was found"), "condition why_not in_use kept_up account photo"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="visited_on works milestone condition place",
    filters="condition milestone place",
    search="code account",
    date_field="visited_on",
    when={
        "why_not": When(Q(condition=Condition.NOT_VISITED.value), required=True),
        "in_use": When(Q(condition__in=SEEN)),
        "kept_up": When(Q(condition__in=SEEN)),
    },
    files={"photo": File(_("Photograph"), _("Of the thing, not of faces."))},
    checks=(
        not_in_the_future("visited_on"),
        dates_in_order("works", "starts_on", "visited_on", "works_visit.before_works"),
    ),
    narrowed_by="works",
    views=(
        View("lost", _("No longer in use"), lambda _today: Q(condition=Condition.LOST)),
        View("not_visited", _("Not visited"), lambda _today: Q(condition=Condition.NOT_VISITED)),
    ),
)
