"""The registers of agreements, budget lines, transactions and exchange rates, declared."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pamoja.money import checks
from pamoja.money.dues import agreements_end
from pamoja.money.models import Agreement, BudgetLine, ExchangeRate, Transaction
from pamoja.records.checks import not_in_the_future
from pamoja.records.register import File, Register, Section, View, When

CARE = Section("care", _("Who may read it"), "sensitivity")

agreements = Register(
    Agreement,
    "CVF",
    _("Funding agreement"),
    _("Funding agreements"),
    about=_("Who gives how much to which partner, for which project, from when until when."),
    sections=(
        Section("what", _("The agreement"), "number project funder partner place document"),
        Section("when", _("When"), "signed_on from_on until_on"),
        Section("amount", _("Amount"), "amount currency"),
        Section("more", _("More"), "provider_activity note"),
        CARE,
    ),
    columns="number project funder partner amount currency until_on",
    filters="project partner funder currency",
    search="code number note",
    date_field="signed_on",
    files={"document": File(_("Signed agreement"), _("A photograph or a scan."))},
    checks=(not_in_the_future("signed_on"),),
    views=(View("running", _("Running"), lambda today: Q(from_on__lte=today, until_on__gte=today)),),
    dues=agreements_end,
    on_phones=False,
)

budget_lines = Register(
    BudgetLine,
    "LIG",
    _("Budget line"),
    _("Budget lines"),
    about=_("What an agreement plans to spend, on what and in which year."),
    sections=(
        Section("what", _("The line"), "agreement number label category place"),
        Section("amount", _("Amount"), "planned currency starts_on ends_on"),
        Section("more", _("More"), "note"),
        CARE,
    ),
    columns="number label agreement category planned currency starts_on",
    filters="category currency place",
    search="code number label note",
    date_field="starts_on",
    checks=(checks.line_within_agreement, checks.line_once_a_year),
    narrowed_by="agreement",
    on_phones=False,
)

transactions = Register(
    Transaction,
    "TRA",
    _("Transaction"),
    _("Transactions"),
    about=_("Money promised, received, passed on and spent, day by day, with the types of the IATI standard."),
    sections=(
        Section("what", _("The transaction"), "agreement kind line made_on amount currency corrects"),
        Section("who", _("From whom to whom"), "provider receiver"),
        Section("where", _("What for, and where"), "about pillar place reference voucher"),
        CARE,
    ),
    columns="made_on kind amount currency provider receiver line",
    filters="kind currency provider pillar place",
    search="code reference about",
    date_field="made_on",
    when={
        "line": When(Q(kind__in=checks.OF_A_LINE), required=True),
        "receiver": When(Q(kind__in=checks.TO_SOMEBODY), required=True),
    },
    files={"voucher": File(_("Voucher"), _("A photograph or a scan."))},
    checks=(
        not_in_the_future("made_on"),
        checks.concerns_own_organisation,
        checks.not_before_agreement,
        checks.line_of_agreement,
        checks.corrects_its_like,
    ),
    narrowed_by="agreement line",
    views=(View("corrections", _("Corrections"), lambda _today: Q(corrects__isnull=False)),),
    on_phones=False,
)

exchange_rates = Register(
    ExchangeRate,
    "TAU",
    _("Exchange rate"),
    _("Exchange rates"),
    about=_("What one euro was worth in dollars and francs, day by day, and who says so."),
    sections=(Section("what", _("The rate"), "currency dated_on per_euro source place"),),
    columns="dated_on currency per_euro source",
    filters="currency",
    search="code source",
    date_field="dated_on",
    checks=(not_in_the_future("dated_on"), checks.one_rate_a_day),
    on_phones=False,
)
