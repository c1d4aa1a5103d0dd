"""Agreements, budget lines, transactions and exchange rates."""

from pamoja.money.models.agreements import Agreement
from pamoja.money.models.levels import MONEY_LEVELS
from pamoja.money.models.lines import BudgetLine
from pamoja.money.models.rates import ExchangeRate
from pamoja.money.models.transactions import Transaction, TransactionType

__all__ = ["MONEY_LEVELS", "Agreement", "BudgetLine", "ExchangeRate", "Transaction", "TransactionType"]
