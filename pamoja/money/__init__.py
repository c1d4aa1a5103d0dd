"""Agreements, budget lines, transactions and exchange rates: what was planned, passed on and spent."""
