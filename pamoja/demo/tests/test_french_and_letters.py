"""French is written as it is spoken, and a letter is a file that readers of PDF open."""

import pytest

from pamoja.demo.french import of, said, to, with_forms
from pamoja.demo.letter import letter


@pytest.mark.parametrize(
    ("name", "after_de", "after_a"),
    [
        ("Nizi", "de Nizi", "à Nizi"),
        ("Aru", "d’Aru", "à Aru"),
        ("le secteur de Ruwenzori", "du secteur de Ruwenzori", "au secteur de Ruwenzori"),
        ("les champs", "des champs", "aux champs"),
        ("la chefferie d’Andisoma", "de la chefferie d’Andisoma", "à la chefferie d’Andisoma"),
        ("Hyosha", "d’Hyosha", "à Hyosha"),
    ],
)
def test_places_are_contracted_and_elided(name: str, after_de: str, after_a: str) -> None:
    assert (of(name), to(name)) == (after_de, after_a)


def test_a_sentence_is_filled_with_capitals_and_fixed_spaces() -> None:
    slots = with_forms({"lieu": "Aru", "objet": "le pont"})
    assert said("{Objet} : vu {au_lieu} ; fait ?", slots) == "Le pont\u00a0: vu à Aru\u00a0; fait\u00a0?"
    assert said("au bout {de_objet}", slots, start=False) == "au bout du pont"


def test_an_unknown_slot_is_an_error() -> None:
    with pytest.raises(KeyError):
        said("{nulle_part}", {"lieu": "Aru"})


def test_a_letter_is_one_page_whose_table_of_objects_is_right() -> None:
    made = letter(("Engagement (n° 7)", "« C’est tenu. »"))
    start = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    table = made[start:].splitlines()
    offsets = [int(line[:10]) for line in table[3:8]]
    assert [made[offset : offset + 7] for offset in offsets] == [b"%d 0 obj" % number for number in range(1, 6)]
    assert b"Engagement \\(n\xb0 7\\)" in made
