"""The cut-off of the short set on functioning, answer by answer."""

from itertools import product

from pamoja.engine.washington import disability

ANSWERS = ("", "none", "some", "lot", "cannot")


def test_every_pair_of_answers_beside_four_easy_ones() -> None:
    for pair in product(ANSWERS, repeat=2):
        found = disability([*pair, "none", "none", "some", "none"])
        if {"lot", "cannot"} & set(pair):
            assert found == "yes", pair
        else:
            assert found == ("" if "" in pair else "no"), pair
