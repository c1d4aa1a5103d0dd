"""Every register of the instance, by name, in families as a reader looks for them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pamoja.activities.register import activities, sessions
from pamoja.cases.register import cases, visits
from pamoja.complaints.register import complaints
from pamoja.dialogue.register import commitments, dialogues, followups
from pamoja.economy.cooperatives import cooperatives, markets
from pamoja.economy.grants import grant_visits, grants
from pamoja.economy.savings import savings_groups, savings_sheets, share_outs
from pamoja.economy.works import works, works_visits
from pamoja.money.register import agreements, budget_lines, exchange_rates, transactions
from pamoja.persons.register import persons
from pamoja.records.register import Register, Words
from pamoja.structures.register import assessments, structures


@dataclass(frozen=True)
class Family:
    """Hold registers that belong together, in their order."""

    label: Words
    registers: tuple[Register, ...]


FAMILIES = (
    Family(_("Dialogue and promises"), (dialogues, commitments, followups)),
    Family(_("Activities"), (activities, sessions)),
    Family(_("Conflicts"), (cases, visits)),
    Family(_("Local structures"), (structures, assessments)),
    Family(
        _("Local economy"),
        (
            savings_groups,
            savings_sheets,
            share_outs,
            works,
            works_visits,
            grants,
            grant_visits,
            cooperatives,
            markets,
        ),
    ),
    Family(_("Money"), (agreements, budget_lines, transactions, exchange_rates)),
    Family(_("People"), (persons,)),
    Family(_("Complaints and feedback"), (complaints,)),
)
REGISTERS: dict[str, Register] = {register.name: register for family in FAMILIES for register in family.registers}
