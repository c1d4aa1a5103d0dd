"""The registers of grants and of the visits that follow them, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.dues import grants_fall_due
from pamoja.economy.grant_checks import person_is_not_public, tranches_fit
from pamoja.economy.models import Activity, Grant, GrantVisit, Registered, Tranche
from pamoja.records.checks import amounts_have_currency, dates_in_order, not_in_the_future
from pamoja.records.register import Child, File, Reference, Register, Sealed, Section, View, When
from pamoja.records.row_checks import rows_not_in_the_future

PAID_TO_PERSON, PAID_TO_GROUP, PAID_TO_COOPERATIVE = "paid_to_person", "paid_to_group", "paid_to_cooperative"
"""How a grant is linked to the person, the savings group or the cooperative that received it."""

SEEN = [Activity.ACTIVE.value, Activity.STOPPED.value]

grants = Register(
    Grant,
    "APP",
    _("Grant"),
    _("Grants"),
    about=_("Money for activities that bring income: to whom, how much, in which tranches, and what became of it."),
    sections=(
        Section("what", _("The grant"), "title kind sector purpose granted_on amount currency place"),
        Section("who", _("Who receives it"), "recipient person savings_group cooperative people women men"),
        Section("found", _("To find them again"), "contact_name contact_phone"),
        Section("registration", _("Registration"), "registered registration agreement"),
        Section("end", _("What becomes of it"), "ended_on note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title kind sector amount place granted_on",
    filters="kind sector currency registered place",
    search="code title recipient",
    date_field="granted_on",
    when={"registration": When(Q(registered=Registered.YES.value), required=True)},
    references={
        "person": Reference("person", PAID_TO_PERSON, _("Person, under the code of the register")),
        "savings_group": Reference("savings_group", PAID_TO_GROUP, _("Savings group")),
        "cooperative": Reference("cooperative", PAID_TO_COOPERATIVE, _("Cooperative")),
    },
    files={"agreement": File(_("Signed agreement"), _("A photograph or a scan."))},
    sealed={
        "contact_name": Sealed(_("Name of the person to call"), _("As the person says it.")),
        "contact_phone": Sealed(_("Phone of the person to call"), limit=30),
    },
    levels={"agreement": "restricted"},
    children=(
        Child("tranches", Tranche, "due_on amount paid_on condition", _("Tranches"), keeps="kind sector currency"),
    ),
    checks=(
        not_in_the_future("granted_on", "ended_on"),
        rows_not_in_the_future(tranches="paid_on"),
        tranches_fit,
        person_is_not_public,
    ),
    views=(View("going_on", _("Not ended"), lambda today: Q(ended_on=None) | Q(ended_on__gt=today)),),
    dues=grants_fall_due,
)

grant_visits = Register(
    GrantVisit,
    "VAP",
    _("Visit to a grant"),
    _("Visits to grants"),
    about=_("Whether what a grant began is still active after 6 and 12 months; not visited is never active."),
    sections=(
        Section("which", _("Which grant"), "grant milestone visited_on place"),
        Section("found", _("What was found"), "finding why_not why_stopped"),
        Section("income", _("Income"), "income_before income_after sales currency"),
        Section("more", _("More"), "account photo"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="visited_on grant milestone finding place",
    filters="finding milestone place",
    search="code account",
    date_field="visited_on",
    when={
        "why_not": When(Q(finding=Activity.NOT_VISITED.value), required=True),
        "why_stopped": When(Q(finding=Activity.STOPPED.value), required=True),
        **{name: When(Q(finding__in=SEEN)) for name in ("income_before", "income_after", "sales", "currency")},
    },
    files={"photo": File(_("Photograph"), _("Of the thing, not of faces."))},
    levels={"account": "restricted"},
    checks=(
        not_in_the_future("visited_on"),
        dates_in_order("grant", "granted_on", "visited_on", "grant_visit.before_grant"),
        amounts_have_currency("income_before", "income_after", "sales"),
        person_is_not_public,
    ),
    narrowed_by="grant",
    views=(
        View("stopped", _("No longer active"), lambda _today: Q(finding=Activity.STOPPED)),
        View("not_visited", _("Not visited"), lambda _today: Q(finding=Activity.NOT_VISITED)),
    ),
)
