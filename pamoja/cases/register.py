"""The registers of conflict cases and of the visits that follow their settlement, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pamoja.cases.checks import (
    claims_name_parties,
    outcome_precedes_visits,
    outlines_are_shapes,
    steps_lie_within,
    visit_follows_outcome,
)
from pamoja.cases.dues import visits_fall_due
from pamoja.cases.models import Case, CaseOutcome, Claim, Finding, Party, Step, Visit
from pamoja.cases.warnings import more_fled_than_people, more_households_than_people
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Reference, Register, Sealed, Section, View, When
from pamoja.records.row_checks import each_once, rows_not_in_the_future
from pamoja.records.unusual import no_names_in, unlike_others

DISCUSSED_IN, HANDLED_BY = "discussed_in", "handled_by"
"""How a case is linked to the dialogue process that took it up, and to the local structure that handles it."""

OVER = [CaseOutcome.REFERRED.value, CaseOutcome.CLOSED.value, CaseOutcome.RESOLVED.value]
SEEN = [Finding.HOLDS.value, Finding.PARTLY.value, Finding.RELAPSED.value]

cases = Register(
    Case,
    "CAS",
    _("Conflict case"),
    _("Cases"),
    about=_(
        "Land, customary power, limits, pasture, resources, tensions: each case from reception to what became of it."
    ),
    sections=(
        Section("what", _("The case"), "title type nature opened_on place"),
        Section("intake", _("Who brought it, who handles it"), "channel body handled_by dialogue"),
        Section("parties_known", _("The parties"), "party_names"),
        Section("harm", _("Whom it touches"), "violence households people displaced displaced_people account"),
        Section("referral", _("Referral"), "referred_on referred_to referral_answer referral_result"),
        Section(
            "agreement",
            _("Agreement"),
            "agreement_on witnesses witness_names endorsed endorsed_by womens_rights minutes",
        ),
        Section("end", _("Outcome"), "outcome outcome_on outcome_reason"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title type outcome place opened_on",
    filters="type outcome body place",
    search="code title account",
    date_field="opened_on",
    when={
        "displaced_people": When(Q(displaced="yes")),
        "referred_to": When(Q(referred_on__isnull=False), required=True),
        "referral_answer": When(Q(referred_on__isnull=False), required=True),
        "referral_result": When(Q(referred_on__isnull=False)),
        "witnesses": When(Q(agreement_on__isnull=False)),
        "endorsed": When(Q(agreement_on__isnull=False)),
        "endorsed_by": When(Q(agreement_on__isnull=False, endorsed="yes"), required=True),
        "womens_rights": When(Q(agreement_on__isnull=False)),
        "outcome_on": When(Q(outcome__in=OVER), required=True),
        "outcome_reason": When(
            Q(outcome__in=[CaseOutcome.REFERRED.value, CaseOutcome.CLOSED.value])
            | Q(outcome=CaseOutcome.RESOLVED.value, agreement_on__isnull=True),
            required=True,
        ),
    },
    references={
        "handled_by": Reference("structure", HANDLED_BY, _("Local structure that handles it")),
        "dialogue": Reference("dialogue", DISCUSSED_IN, _("Dialogue process that took it up")),
    },
    files={
        "minutes": File(_("Signed minutes (PV)"), _("A photograph or a scan."), When(Q(agreement_on__isnull=False))),
    },
    sealed={
        "party_names": Sealed(
            _("Names of the parties"), _("Each after its code, as A: …; they stand nowhere else."), limit=1000
        ),
        "witness_names": Sealed(_("Names of the witnesses"), _("Only if somebody must find them."), limit=1000),
    },
    levels=dict.fromkeys(
        ("account", "referral_result", "outcome_reason", "minutes", "parties", "claims"), "restricted"
    ),
    children=(
        Child("parties", Party, "party kind sex side", _("Parties"), keeps="type outcome"),
        Child("claims", Claim, "party tenure unit outline hectares", _("What each party claims"), keeps="type outcome"),
        Child("steps", Step, "step done_on note", _("Steps"), keeps="type outcome"),
    ),
    checks=(
        not_in_the_future("opened_on", "referred_on", "agreement_on", "outcome_on"),
        rows_not_in_the_future(steps="done_on"),
        each_once("parties", "party", "case.party_twice"),
        claims_name_parties,
        outlines_are_shapes,
        steps_lie_within,
        outcome_precedes_visits,
    ),
    warnings=(
        more_households_than_people,
        more_fled_than_people,
        unlike_others("opened_on", "type"),
        no_names_in("title", "referred_to", "endorsed_by"),
    ),
    views=(
        View("open_cases", _("Still open"), lambda _today: Q(outcome=CaseOutcome.OPEN)),
        View(
            "resolved_cases", pgettext_lazy("several cases", "Resolved"), lambda _today: Q(outcome=CaseOutcome.RESOLVED)
        ),
    ),
    dues=visits_fall_due,
    phone_list=Q(outcome=CaseOutcome.RESOLVED),
)

visits = Register(
    Visit,
    "VIS",
    _("Durability visit"),
    _("Durability visits"),
    about=_(
        "What was found 3, 6 and 12 months after a case was resolved; a visit that did not take place is written down "
        "too."
    ),
    sections=(
        Section("which", _("Which case"), "case milestone visited_on place"),
        Section("found", _("What was found"), "finding why_not heard account photo"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="visited_on case milestone finding place",
    filters="finding milestone place",
    search="code account",
    date_field="visited_on",
    when={
        "why_not": When(Q(finding=Finding.NOT_VISITED.value), required=True),
        "heard": When(Q(finding__in=SEEN), required=True),
    },
    files={"photo": File(_("Photograph"), _("Of the thing, not of faces."))},
    levels={"account": "restricted"},
    checks=(not_in_the_future("visited_on"), visit_follows_outcome),
    narrowed_by="case",
    views=(
        View("relapsed", _("The conflict is back"), lambda _today: Q(finding=Finding.RELAPSED)),
        View("not_visited", _("Not visited"), lambda _today: Q(finding=Finding.NOT_VISITED)),
    ),
)
