"""The register of persons, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.persons.actions import derive, identity_is_kept
from pamoja.persons.consent import may_leave
from pamoja.persons.duplicates import NAME, PHONE
from pamoja.persons.models import SHORT_SET, Consent, Person
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import Child, File, Register, Sealed, Section
from pamoja.records.row_checks import rows_not_in_the_future

persons = Register(
    Person,
    "PER",
    _("Person"),
    _("Persons"),
    about=_("People whom the programme knows one by one, under a code; names and phones are sealed."),
    sections=(
        Section("who", _("Who it is"), "registered_on full_name sex birth status household"),
        Section("where", _("Where the person lives"), "place phone address"),
        Section("functioning", _("Difficulties in daily life"), " ".join(SHORT_SET)),
        Section("agreed", _("Consent"), "signed"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="code sex birth place status disability registered_on",
    filters="sex status disability place",
    search="code household",
    date_field="registered_on",
    files={"signed": File(_("Signed form"), _("A photograph or a scan."))},
    sealed={
        NAME: Sealed(_("Full name"), _("As the person says it."), required=True, match="name"),
        PHONE: Sealed(_("Phone"), match="phone", limit=30),
        "address": Sealed(_("Address"), _("Only if somebody must find the house.")),
    },
    levels=dict.fromkeys(("status", "household", *SHORT_SET), "restricted"),
    children=(Child("consents", Consent, "purpose given_on form withdrawn_on", _("What the person agreed to")),),
    checks=(
        not_in_the_future("registered_on"),
        rows_not_in_the_future(consents="given_on withdrawn_on"),
        identity_is_kept,
    ),
    after_save=derive,
    in_lake=Q(merged_into=None),
    may_leave=may_leave,
    may_be_deleted=False,
)
