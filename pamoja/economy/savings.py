"""The registers of savings groups, of their monthly sheets and of their share-outs, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.economy.checks import people_are_all
from pamoja.economy.dues import share_outs_fall_due
from pamoja.economy.models import SavingsGroup, SavingsMember, SavingsSheet, ShareOut
from pamoja.economy.savings_checks import (
    currency_of_the_group,
    currency_stays,
    cycle_precedes_share_outs,
    one_sheet_a_month,
    presences_are_possible,
    sheet_within_the_group,
)
from pamoja.economy.warnings import (
    everybody_is_present,
    month_by_month,
    shares_come_to_another_total,
    size_is_unusual,
)
from pamoja.records.checks import dates_in_order, not_in_the_future
from pamoja.records.register import Child, File, Register, Sealed, Section, View
from pamoja.records.unusual import no_names_in

savings_groups = Register(
    SavingsGroup,
    "AVE",
    _("Savings group"),
    _("Savings groups"),
    about=_("AVEC: members who save and lend together, month by month, until they share out."),
    sections=(
        Section("what", _("The group"), "title place formed_on supported_by contact_name contact_phone"),
        Section("cycle", _("The cycle"), "started_on ends_on rhythm share_value social_share currency"),
        Section("who", _("Its members"), "people communities"),
        Section("box", _("The box"), "box_keys"),
        Section("end", _("What becomes of it"), "ended_on note"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="title place started_on people rhythm",
    filters="rhythm currency place",
    search="code title supported_by",
    date_field="started_on",
    sealed={
        "contact_name": Sealed(_("Name of the person to call"), _("As the person says it.")),
        "contact_phone": Sealed(_("Phone of the person to call"), limit=30),
    },
    children=(Child("members", SavingsMember, "sex age status people", _("Members"), keeps="rhythm currency"),),
    checks=(
        not_in_the_future("formed_on", "started_on", "ended_on"),
        people_are_all,
        cycle_precedes_share_outs,
        currency_stays,
    ),
    warnings=(size_is_unusual, no_names_in("title", "supported_by", "note")),
    views=(View("running", _("Not dissolved"), lambda today: Q(ended_on=None) | Q(ended_on__gt=today)),),
    dues=share_outs_fall_due,
    phone_list=Q(ended_on=None),
)

savings_sheets = Register(
    SavingsSheet,
    "FEU",
    _("Monthly sheet"),
    _("Monthly sheets"),
    about=_(
        "What a savings group saved, lent and received in one month; a month without a sheet is missing, not nought."
    ),
    sections=(
        Section("which", _("Which month of which group"), "group closed_on place currency"),
        Section("came", _("Who came"), "meetings members_active women_active women_present men_present"),
        Section("money", _("Savings and loans"), "savings loans_given outstanding late interest penalties"),
        Section("social", _("Social fund"), "social_in social_out"),
        Section("more", _("More"), "note photo"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="closed_on group savings outstanding late members_active",
    filters="currency place",
    search="code note",
    date_field="closed_on",
    files={"photo": File(_("The sheet itself"), _("A photograph or a scan, without names."))},
    checks=(
        not_in_the_future("closed_on"),
        one_sheet_a_month,
        sheet_within_the_group,
        currency_of_the_group,
        presences_are_possible,
    ),
    warnings=(everybody_is_present, month_by_month, no_names_in("note")),
    narrowed_by="group",
    views=(View("late_loans", _("With late loans"), lambda _today: Q(late__gt=0)),),
)

share_outs = Register(
    ShareOut,
    "PTG",
    _("Share-out"),
    _("Share-outs"),
    about=_("What savings groups paid their members at the end of a cycle, and what they became."),
    sections=(
        Section("which", _("Which cycle of which group"), "group from_on shared_on place"),
        Section("money", _("What was shared out"), "total shares per_share social_left currency"),
        Section("who", _("Its members"), "people women men"),
        Section("next", _("What follows"), "becomes note sheet"),
        Section("care", _("Who may read it"), "sensitivity"),
    ),
    columns="shared_on group total people becomes place",
    filters="becomes currency place",
    search="code note",
    date_field="shared_on",
    files={"sheet": File(_("The sheet itself"), _("A photograph or a scan, without names."))},
    checks=(
        not_in_the_future("shared_on"),
        dates_in_order("group", "formed_on", "from_on", "share_out.before_group"),
        currency_of_the_group,
    ),
    warnings=(shares_come_to_another_total, no_names_in("note")),
    narrowed_by="group",
)
