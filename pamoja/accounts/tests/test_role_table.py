"""A roles file with a fault stops the start, and every fault is told at once."""

import pytest

from pamoja.accounts.rights import FILE, ROLES, VERBS
from pamoja.accounts.role_table import GROUPS, read_roles
from pamoja.registry.roles import check_roles, faults_of

GOOD = """
[register.case]
label = { fr = "les cas", en = "cases", sw = "kesi" }
opened_by = ["reader"]
entered_by = ["reader"]
corrected_by = []

[verb]
"figures.read" = { group = "reads", fr = "les chiffres", en = "figures", sw = "takwimu" }

[role.reader]
label = { fr = "Lecteur", en = "Reader", sw = "Msomaji" }
own = "public"
others = "none"
narrow = true
verbs = ["figures.read"]
"""

# what stands in the good file        | what is written instead       | what the sentence names
FAULTS = """
group = "reads"                       | group = "dreams"              | figures.read
sw = "takwimu"                        | sw = " "                      | figures.read
en = "figures"                        | en = "figures", de = "Zahlen" | de
fr = "les chiffres",                  |                               | figures.read
label = { fr = "Lecteur",             | label = {                     | reader
label = { fr = "Lecteur", en = "Reader", sw = "Msomaji" } | label = "Reader" | reader
own = "public"                        | own = "secret"                | secret
others = "none"                       | others = "strict"             | strict
own = "public"                        |                               | own
verbs = ["figures.read"]              | verbs = ["figures.red"]       | figures.red
others = "none"                       | others = "none"\\nread = "all" | read
[role.reader]                         | [rolle.reader]                | rolle
"figures.read" = {                    | "figures.read" = "x" # {      | figures.read
[register.case]                       | [register]                    | label
entered_by = ["reader"]               | entered_by = ["writer"]       | writer
corrected_by = []                     |                               | corrected_by
corrected_by = []                     | corrected_by = []\\nread_by = [] | read_by
narrow = true                         |                               | opens every register
narrow = true                         | narrow = "yes"                | narrow
en = "cases"                          | en = ""                       | register case
"""


def test_a_good_file_is_read() -> None:
    verbs, roles = read_roles(GOOD)
    assert set(verbs) == {"case.enter", "case.correct", "figures.read"}
    reader = roles["reader"]
    assert (reader.own, reader.others, reader.registers) == (("public",), (), {"case"})
    assert reader.verbs == {"case.enter", "figures.read"}
    wide = read_roles(GOOD.replace("narrow = true", "").replace('opened_by = ["reader"]', "opened_by = []"))[1]
    assert wide["reader"].registers is None


@pytest.mark.parametrize("line", FAULTS.strip().splitlines())
def test_a_fault_is_refused_with_its_name(line: str) -> None:
    good, bad, named = (part.strip().replace("\\n", "\n") for part in line.split("|"))
    assert good in GOOD
    with pytest.raises(ValueError) as caught:
        read_roles(GOOD.replace(good, bad))
    assert named in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ValueError) as caught:
        read_roles(GOOD.replace('own = "public"', 'own = "secret"').replace('"figures.read"]', '"fly"]'))
    assert all(word in str(caught.value) for word in ("secret", "fly"))


def test_the_shipped_file_agrees_with_the_registers() -> None:
    assert read_roles(FILE.read_text(encoding="utf-8")) == (VERBS, ROLES)
    check_roles()


def test_a_register_that_does_not_exist_and_one_of_which_nothing_is_said_are_told() -> None:
    faults = list(faults_of({"commitmant.enter", "figures.read"}, {"dialogue"}))
    assert ["commitmant" in faults[0], "dialogue" in faults[1], len(faults)] == [True, True, 2]


def test_every_group_of_verbs_is_used_and_every_verb_is_of_some_role() -> None:
    assert {verb.group for verb in VERBS.values()} == set(GROUPS)
    assert set().union(*(role.verbs for role in ROLES.values())) == set(VERBS)
