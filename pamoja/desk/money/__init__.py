"""Spending against time, and the pages of agreements, lines and transactions."""
