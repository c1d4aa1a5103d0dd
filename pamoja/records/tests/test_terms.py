"""Shipped lists of values come in once, and what an instance has changed stays when only new entries are added."""

import pytest

from pamoja.kit.by import By
from pamoja.records.actions import add_new_terms, load_terms
from pamoja.records.models import Term

pytestmark = pytest.mark.django_db
SERVER = By(None, "command")


def test_every_entry_has_words_in_each_language_and_a_source() -> None:
    assert load_terms(SERVER) == Term.objects.count() > 0
    assert not [term.key for term in Term.objects.all() if not (term.fr and term.sw and term.en and term.source)]


def test_loading_again_brings_the_words_and_leaves_retired_entries_retired() -> None:
    load_terms(SERVER)
    Term.objects.filter(key="theme:security").update(fr="autre", retired_on="2026-01-01")
    load_terms(SERVER)
    kept = Term.objects.get(key="theme:security")
    assert (kept.fr, str(kept.retired_on)) == ("Sécurité des personnes et des biens", "2026-01-01")


def test_an_upgrade_adds_what_is_new_and_leaves_what_is_there() -> None:
    load_terms(SERVER)
    Term.objects.filter(list="case_type").delete()
    Term.objects.filter(key="theme:security").update(fr="Sécurité, comme on dit ici")
    everything = Term.objects.count()
    added = add_new_terms(SERVER)
    assert (added > 0, Term.objects.count()) == (True, everything + added)
    assert Term.objects.filter(list="case_type").count() == added
    assert Term.objects.get(key="theme:security").fr == "Sécurité, comme on dit ici"
    assert add_new_terms(SERVER) == 0


def test_entries_that_nobody_has_agreed_to_say_so() -> None:
    load_terms(SERVER)
    provisional = Term.objects.filter(source__icontains="provisional")
    assert {"case_violence", "capacity_dimension", "structure_role"} <= set(provisional.values_list("list", flat=True))
