"""The models of the local economy: savings groups, works, grants, cooperatives and markets."""

from pamoja.economy.models.cooperatives import Cooperative, Credit, Sale
from pamoja.economy.models.grants import Activity, Grant, GrantVisit, Registered, Tranche
from pamoja.economy.models.markets import Market, Tax
from pamoja.economy.models.savings import Becomes, Rhythm, SavingsGroup, SavingsMember, SavingsSheet, ShareOut
from pamoja.economy.models.visits import Milestone
from pamoja.economy.models.works import Condition, Works, WorksVisit, WorkTeam

__all__ = [
    "Activity",
    "Becomes",
    "Condition",
    "Cooperative",
    "Credit",
    "Grant",
    "GrantVisit",
    "Market",
    "Milestone",
    "Registered",
    "Rhythm",
    "Sale",
    "SavingsGroup",
    "SavingsMember",
    "SavingsSheet",
    "ShareOut",
    "Tax",
    "Tranche",
    "WorkTeam",
    "Works",
    "WorksVisit",
]
