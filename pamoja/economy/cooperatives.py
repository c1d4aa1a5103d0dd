"""The registers of cooperatives and of markets, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.checks import rows_have_currency
from pamoja.economy.models import Cooperative, Credit, Market, Registered, Sale, Tax
from pamoja.records.checks import not_in_the_future
from pamoja.records.models import YesNo
from pamoja.records.register import Child, File, Reference, Register, Sealed, Section, View, When
from pamoja.records.row_checks import rows_not_in_the_future

BUILT_BY = "built_by"
"""How a market is linked to the works that built or rehabilitated it."""

cooperatives = Register(
    Cooperative,
    "COO",
    _("Cooperative"),
    _("Cooperatives"),
    about=_("Who is in them, how they are registered, what they sell and at what price, the credit that they obtain."),
    sections=(
        Section("what", _("The cooperative"), "title chain place founded_on supported_by contact_name contact_phone"),
        Section("registration", _("Registration"), "registered registration document"),
        Section("who", _("Its members"), "people women men board board_women"),
        Section("end", _("What becomes of it"), "ended_on note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title chain place registered people",
    filters="chain registered place",
    search="code title registration supported_by",
    date_field="founded_on",
    when={"registration": When(Q(registered=Registered.YES.value), required=True)},
    files={"document": File(_("Document of registration"), _("A photograph or a scan."))},
    sealed={
        "contact_name": Sealed(_("Name of the person to call"), _("As the person says it.")),
        "contact_phone": Sealed(_("Phone of the person to call"), limit=30),
    },
    children=(
        Child("sales", Sale, "until_on chain kilograms price currency", _("Sales"), keeps="registered"),
        Child("credits", Credit, "obtained_on amount currency lender", _("Credit obtained"), keeps="registered"),
    ),
    checks=(
        not_in_the_future("founded_on", "ended_on"),
        rows_not_in_the_future(sales="until_on", credits="obtained_on"),
        rows_have_currency("sales", "price"),
    ),
    views=(View("unregistered", _("Not registered"), lambda _today: ~Q(registered=Registered.YES)),),
    phone_list=Q(ended_on=None),
)

markets = Register(
    Market,
    "MAR",
    _("Market"),
    _("Markets"),
    about=_("Markets that were built or rehabilitated: who manages them, their stalls, and whether taxes are posted."),
    sections=(
        Section("what", _("The market"), "title place reopened_on works"),
        Section("managed", _("Who manages it"), "managed_by committee_women committee_men"),
        Section("life", _("Its life"), "stalls stalls_used stalls_women days users"),
        Section("taxes_posted", _("Taxes"), "posted posted_seen_on photo"),
        Section("more", _("More"), "note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title place managed_by stalls_used posted",
    filters="managed_by posted place",
    search="code title",
    date_field="reopened_on",
    when={"posted_seen_on": When(Q(posted__in=[YesNo.YES.value, YesNo.NO.value]), required=True)},
    references={"works": Reference("works", BUILT_BY, _("Works that built or rehabilitated it"))},
    files={"photo": File(_("Photograph"), _("Of the thing, not of faces."))},
    children=(Child("taxes", Tax, "what amount currency receipt", _("Taxes and fees"), keeps="managed_by posted"),),
    checks=(not_in_the_future("reopened_on", "posted_seen_on"),),
    views=(View("not_posted", _("Taxes not posted"), lambda _today: Q(posted=YesNo.NO)),),
)
