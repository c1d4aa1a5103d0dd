"""Compacts with authorities, public entities under contract, and community scorecards: who answers to whom."""
