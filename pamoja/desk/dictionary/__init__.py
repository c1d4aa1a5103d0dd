"""The data dictionary: what each register asks, in which words, under which rules, and where the answers go."""
